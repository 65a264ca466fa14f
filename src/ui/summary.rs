use wizard_core::Finding;

use super::{
    control::{Control, id},
    dom::{El, Follows, button, el},
    words,
};
use crate::text::EN;

/// Everything that is missing or wrong, each a button that leads to it.
pub(super) fn summary(control: Control) -> El {
    let item = move |finding: Finding| {
        let lead = move || control.focus(finding.place);
        el("li")
            .child(button(&control.name(finding.place), lead).class("link"))
            .text(": ")
            .text(words::problem(finding.place, finding.problem))
    };
    let title = "summary-title";
    el("div").slot(
        move || {
            let parts =
                |found: Finding| id(found.place) + words::problem(found.place, found.problem);
            control.read(|view| view.checks.iter().map(parts).collect())
        },
        move || {
            let findings: Vec<_> = control.read(|view| view.checks.iter().collect());
            (!findings.is_empty()).then(|| {
                el("section")
                    .class("summary")
                    .attr("aria-labelledby", title)
                    .child(el("h3").attr("id", title).text(if only_warnings(&findings) {
                        EN.summary_of_warnings
                    } else {
                        EN.summary
                    }))
                    .child(el("ul").children(findings.into_iter().map(item)))
            })
        },
    )
}

fn only_warnings(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.problem.is_warning())
}
