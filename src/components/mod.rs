//! The components that the steps share.
//!
//! A component reads [`WizardState`](wizard_state::WizardState) from its context and dispatches what the
//! person does; it decides nothing. Text that comes from elsewhere is only ever a text node.

mod announcement;
mod confirm_button;
mod conflict_list;
mod copy_button;
mod details_section;
mod failure_banner;
mod field_problem;
mod focus;
mod host_problems;
mod notices;
mod parameter_row;
mod parameter_table;
mod problem_summary;
mod redirect_uri;
mod save_status;
mod secret_field;
mod show_when;
mod stepper;
mod text_control;
mod text_field;

pub use announcement::Announcement;
pub use confirm_button::ConfirmButton;
pub use conflict_list::{ConflictList, ResolvedConflictList};
pub use copy_button::{CopyButton, CopyableText};
pub use details_section::{DetailsSection, ForeignText};
pub use failure_banner::{FailureBanner, FrozenNotice, StaleTokenNotice};
pub use field_problem::{FieldProblem, MendButton};
pub use focus::{Focus, control_id};
pub use host_problems::HostProblems;
pub use notices::{PastedNotice, RestoredNotice, StorageNotice, UnreadableNotice};
pub use parameter_row::ParameterRow;
pub use parameter_table::ParameterTable;
pub use problem_summary::ProblemSummary;
pub use redirect_uri::RedirectUri;
pub use save_status::SaveStatus;
pub use secret_field::SecretField;
pub use show_when::ShowWhen;
pub use stepper::Stepper;
pub use text_control::TextControl;
pub use text_field::{Suggestions, TextField};
