/// The address of a pack's overview.
pub(crate) fn of_pack(pack: &str, guid: &str) -> String {
    let [pack, guid] = [pack, guid].map(js_sys::encode_uri_component);
    format!("/packs/{pack}?guid={guid}")
}

/// The address of a step: the five ids, of whatever form, and the step's name.
pub(crate) fn of(
    pack: &str,
    env: &str,
    process: &str,
    connection: &str,
    step: &str,
    guid: &str,
) -> String {
    let [pack, env, process, connection, step, guid] =
        [pack, env, process, connection, step, guid].map(js_sys::encode_uri_component);
    format!(
        "/packs/{pack}/environments/{env}/processes/{process}/connections/{connection}/{step}?guid={guid}"
    )
}
