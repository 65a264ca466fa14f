use super::{
    dom::{El, el},
    words,
};
use crate::{app::Problem, text::EN};

/// What keeps the wizard from working, for the page's developers.
pub(super) fn problems(problems: &[Problem]) -> El {
    let sentences = problems.iter().map(|problem| el("li").text(&words::host_problem(problem)));
    el("div").class("trouble").attr("role", "alert").children([
        el("h2").text(EN.problems),
        el("ul").children(sentences),
        el("p").text(EN.problems_for_developers),
    ])
}
