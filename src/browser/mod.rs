//! Thin covers, each over one browser feature.

pub mod clock;
pub mod memory;
pub mod page;
pub mod page_life;
pub mod task;
