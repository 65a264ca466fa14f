//! A browser, the servers behind it and a host page, in made-up time.

mod browser;
mod channel;
mod clock;
mod io;
mod journal;
mod locks;
mod log;
mod memory;
mod platform;
mod popup;
mod starter;
mod wizard;

pub use self::{
    browser::Browser,
    io::FakeIo,
    journal::Mode,
    starter::{Starter, URL},
    wizard::{BASE_URL, CLIENT_ID, COMPANY_ID, Wizard, key},
};
