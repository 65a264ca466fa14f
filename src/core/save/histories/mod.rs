//! Random histories: up to three wizards of one browser, a colleague at another machine, a platform
//! that fails in every way, a disk that is slow, and crashes. Whatever happens, nothing that was
//! typed may be lost or overwritten without a word, and nothing may be called saved that is not.
//!
//! The platform leaves one window alone: nobody else writes between the moment when a wizard has
//! read the record for its save and that save. The record has no version, so no client can close it.

mod after;
mod checks;
mod mutants;
mod op;
mod platform;
mod tab;
mod world;

use std::{
    io::Write,
    time::{Instant, SystemTime, UNIX_EPOCH},
};

use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use mutants::Mutant;
use op::{Op, Outcome};
use world::World;

use crate::{FailureKind, Field};

/// The number of histories that are tried; `WIZARD_HISTORIES` in the environment says otherwise.
const HISTORIES: u32 = 100_000;
/// In how many parts, side by side.
const PARTS: u32 = 4;
/// Events of a history at most.
const LONGEST: usize = 40;

/// Plays a history to its end and says what was broken.
fn play(ops: &[Op], mutant: Option<Mutant>) -> Result<(), String> {
    let mut world = World::new(mutant);
    for op in ops {
        world.does(op)?;
    }
    world.comes_to_rest()
}

fn histories() -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(op::any_op(), 1..LONGEST)
}

fn runner(cases: u32, seed: u64) -> TestRunner {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// A number from the environment.
fn given(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Another one each time, unless `WIZARD_SEED` says which.
fn seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    given("WIZARD_SEED").unwrap_or(now)
}

#[test]
fn no_history_loses_what_was_typed() {
    let count = given("WIZARD_HISTORIES").and_then(|count| count.try_into().ok());
    let (count, seed): (u32, u64) = (count.unwrap_or(HISTORIES), seed());
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for part in 0..PARTS {
            scope.spawn(move || {
                let outcome = runner(count.div_ceil(PARTS), seed + u64::from(part))
                    .run(&histories(), |ops| play(&ops, None).map_err(TestCaseError::fail));
                assert!(outcome.is_ok(), "WIZARD_SEED={seed} {outcome:?}");
            });
        }
    });
    // Past the test runner, which shows nothing of a test that passes.
    let seconds = begin.elapsed().as_secs_f64();
    writeln!(std::io::stdout(), "{count} histories in {seconds:.0} s, WIZARD_SEED={seed}")
        .expect("whoever runs the tests reads what they say");
}

/// A history that a run has found: what another wizard left is discarded while a save's end is in
/// doubt, and a colleague writes there meanwhile. What the colleague wrote is what there is.
#[test]
fn what_is_restored_can_be_discarded_before_the_platform_is_asked() {
    let ops = [
        Op::Open { late: false },
        Op::Answer { tab: 2, outcome: Outcome::Ok },
        Op::AddParam { tab: 0, key: "p" },
        Op::Type { tab: 1, field: Field::ClientId, lag: 0 },
        Op::Answer { tab: 0, outcome: Outcome::Ok },
        Op::Flush { tab: 2 },
        Op::Answer { tab: 2, outcome: Outcome::Failed(FailureKind::Unreachable) },
        Op::Crash { tab: 1, arrives: None },
        Op::Online { tab: 0 },
        Op::Answer { tab: 0, outcome: Outcome::Failed(FailureKind::Unreachable) },
        Op::Colleague { field: Field::ClientId },
        Op::DiscardRestored { tab: 0 },
    ];
    assert_eq!(play(&ops, None), Ok(()));
}

/// A history that a run has found: a save that changes nothing was on its way when its tab crashed. It
/// arrives after the next tab's own save, unless that waits for it.
#[test]
fn a_save_that_changes_nothing_is_waited_for_too() {
    let ops = [
        Op::Colleague { field: Field::BaseUrl },
        Op::Answer { tab: 0, outcome: Outcome::Ok },
        Op::Open { late: false },
        Op::Type { tab: 2, field: Field::ClientId, lag: 0 },
        Op::Retry { tab: 0 },
        Op::Answer { tab: 0, outcome: Outcome::Ok },
        Op::PutBack { tab: 0, field: Field::ClientId, which: 1 },
        Op::Answer { tab: 0, outcome: Outcome::Failed(FailureKind::Refused) },
        Op::Flush { tab: 0 },
        Op::Crash { tab: 0, arrives: Some(2_002) },
        Op::Type { tab: 0, field: Field::BaseUrl, lag: 0 },
    ];
    assert_eq!(play(&ops, None), Ok(()));
}

/// Each known way to get it wrong is noticed.
#[test]
fn every_mutant_is_caught() {
    for mutant in Mutant::ALL {
        let outcome = runner(20_000, 1)
            .run(&histories(), |ops| play(&ops, Some(mutant)).map_err(TestCaseError::fail));
        match outcome {
            Ok(()) => panic!("{mutant:?} was not caught"),
            Err(proptest::test_runner::TestError::Fail(reason, _)) => {
                println!("{mutant:?}: {reason}");
            }
            Err(other) => panic!("{mutant:?}: {other:?}"),
        }
    }
}
