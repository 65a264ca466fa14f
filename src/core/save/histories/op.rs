use proptest::prelude::*;

use super::super::Side;
use crate::{FailureKind, Field};

/// Something that happens in a history. Numbers of tabs, rows and choices are taken modulo what
/// there is.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// A new text, in a field that the person goes to; it is on the disk after `lag` ms.
    Type {
        tab: usize,
        field: Field,
        lag: u64,
    },
    /// A text that the field had before.
    PutBack {
        tab: usize,
        field: Field,
        which: usize,
    },
    /// A new row with a key and a new value.
    AddParam {
        tab: usize,
        key: &'static str,
    },
    /// A new value in a row.
    TypeParam {
        tab: usize,
        row: usize,
    },
    RemoveParam {
        tab: usize,
        row: usize,
    },
    /// The browser fills in a text, in a field where the person is not.
    Fill {
        tab: usize,
        field: Field,
    },
    /// The person looks at what was filled in, and keeps it or not.
    Look {
        tab: usize,
        field: Field,
        keeps: bool,
    },
    Focus {
        tab: usize,
        field: Option<Field>,
    },
    Flush {
        tab: usize,
    },
    /// Time passes for all.
    Pass {
        ms: u64,
    },
    /// The request on its way is answered.
    Answer {
        tab: usize,
        outcome: Outcome,
    },
    /// Another wizard's word that it has saved arrives.
    Hear {
        tab: usize,
    },
    Shown {
        tab: usize,
    },
    Online {
        tab: usize,
    },
    Retry {
        tab: usize,
    },
    /// The tab is gone; what it had on its way arrives after that many ms, or never.
    Crash {
        tab: usize,
        arrives: Option<u64>,
    },
    /// A new tab; it has read the journal before or after its first answer.
    Open {
        late: bool,
    },
    Choose {
        tab: usize,
        choice: usize,
        side: Side,
    },
    Swap {
        tab: usize,
        choice: usize,
    },
    Read {
        tab: usize,
    },
    Discard {
        tab: usize,
    },
    DiscardRestored {
        tab: usize,
    },
    /// A colleague at another machine writes a field.
    Colleague {
        field: Field,
    },
    ColleagueParam {
        key: &'static str,
        remove: bool,
    },
    /// The machine sleeps for that time, and a colleague writes a field meanwhile.
    Sleep {
        ms: u64,
        colleague: Option<Field>,
    },
    /// Somebody sets the wall clock: it goes wrong by that many ms from now on.
    SetClock {
        skew: i64,
    },
    /// A token is generated with what the platform holds.
    Generate,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome {
    Ok,
    /// Nothing was carried out.
    Failed(FailureKind),
    /// It was carried out, and the answer is lost.
    Lost,
}

const SIX_MINUTES: i64 = 6 * 60 * 1_000;
const A_DAY_AND_MORE: i64 = 26 * 60 * 60 * 1_000;

fn tab() -> impl Strategy<Value = usize> {
    0_usize..3
}

fn field() -> impl Strategy<Value = Field> {
    // Few fields, so that writers meet.
    prop_oneof![3 => Just(Field::BaseUrl), 1 => Just(Field::ClientId)]
}

fn key() -> impl Strategy<Value = &'static str> {
    prop_oneof![Just("p"), Just("q"), Just("")]
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Mine), Just(Side::Theirs)]
}

fn outcome() -> impl Strategy<Value = Outcome> {
    use FailureKind as Kind;
    let kind = prop::sample::select(vec![
        Kind::Unreachable,
        Kind::PlatformDown,
        Kind::RateLimited,
        Kind::SignedOut,
        Kind::SignInPage,
        Kind::NoRoom,
        Kind::Refused,
        Kind::Offline,
    ]);
    prop_oneof![6 => Just(Outcome::Ok), 2 => kind.prop_map(Outcome::Failed), 1 => Just(Outcome::Lost)]
}

pub(super) fn any_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        14 => (tab(), field(), 0_u64..300).prop_map(|(tab, field, lag)| Op::Type { tab, field, lag }),
        3 => (tab(), field(), 0_usize..4)
            .prop_map(|(tab, field, which)| Op::PutBack { tab, field, which }),
        3 => (tab(), key()).prop_map(|(tab, key)| Op::AddParam { tab, key }),
        3 => (tab(), 0_usize..4).prop_map(|(tab, row)| Op::TypeParam { tab, row }),
        2 => (tab(), 0_usize..4).prop_map(|(tab, row)| Op::RemoveParam { tab, row }),
        2 => (tab(), field()).prop_map(|(tab, field)| Op::Fill { tab, field }),
        2 => (tab(), field(), any::<bool>())
            .prop_map(|(tab, field, keeps)| Op::Look { tab, field, keeps }),
        4 => (tab(), prop::option::of(field())).prop_map(|(tab, field)| Op::Focus { tab, field }),
        4 => tab().prop_map(|tab| Op::Flush { tab }),
        12 => prop_oneof![0_u64..700, Just(3_000), Just(31_000)].prop_map(|ms| Op::Pass { ms }),
        28 => (tab(), outcome()).prop_map(|(tab, outcome)| Op::Answer { tab, outcome }),
        3 => tab().prop_map(|tab| Op::Hear { tab }),
        2 => tab().prop_map(|tab| Op::Shown { tab }),
        1 => tab().prop_map(|tab| Op::Online { tab }),
        2 => tab().prop_map(|tab| Op::Retry { tab }),
        2 => (tab(), prop::option::of(prop_oneof![Just(0), 0_u64..30_000]))
            .prop_map(|(tab, arrives)| Op::Crash { tab, arrives }),
        4 => any::<bool>().prop_map(|late| Op::Open { late }),
        3 => (tab(), 0_usize..3, side())
            .prop_map(|(tab, choice, side)| Op::Choose { tab, choice, side }),
        1 => (tab(), 0_usize..3).prop_map(|(tab, choice)| Op::Swap { tab, choice }),
        1 => tab().prop_map(|tab| Op::Read { tab }),
        1 => tab().prop_map(|tab| Op::Discard { tab }),
        1 => tab().prop_map(|tab| Op::DiscardRestored { tab }),
        4 => field().prop_map(|field| Op::Colleague { field }),
        2 => (key(), any::<bool>()).prop_map(|(key, remove)| Op::ColleagueParam { key, remove }),
        2 => Just(Op::Generate),
        2 => (prop_oneof![Just(40_000_u64), Just(8 * 3_600_000)], prop::option::of(field()))
            .prop_map(|(ms, colleague)| Op::Sleep { ms, colleague }),
        1 => prop::sample::select(vec![0, SIX_MINUTES, -SIX_MINUTES, A_DAY_AND_MORE, -A_DAY_AND_MORE])
            .prop_map(|skew| Op::SetClock { skew }),
    ]
}
