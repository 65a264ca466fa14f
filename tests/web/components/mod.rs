//! Components over a made-up platform, in made-up time: what a person sees, hears and can reach.

mod answers;
mod control;
mod fake;
mod stage;
mod starter;
mod watch;

mod confirm_button;
mod conflict_list;
mod copy_button;
mod elsewhere_check;
mod failure_banner;
mod filled;
mod parameter_table;
mod redirect_uri;
mod restored_notice;
mod save_status;
mod secret_field;
mod stepper;
mod text_field;
mod wizard_shell;

mod composition;
mod controls_stay;
mod keys_are_quiet;
mod same_task;
mod trusted_types;
