//! Thin covers, each over one browser feature.

pub mod clock;
pub mod page_life;
