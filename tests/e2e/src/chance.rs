//! Chance that can be had again.

use std::hash::{BuildHasher, RandomState};

/// Random numbers (`SplitMix64`).
#[derive(Debug)]
pub struct Chance(u64);

impl Chance {
    /// Other numbers each time, unless `SEED` in the environment says which. It is printed, for
    /// whoever wants the same ones again.
    #[expect(clippy::new_without_default, reason = "each is another one, and prints")]
    pub fn new() -> Self {
        let given = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| RandomState::new().hash_one(0));
        println!("SEED={seed}");
        Self(seed)
    }

    /// The next number, from 0 to before `end`.
    pub const fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}
