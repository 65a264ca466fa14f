//! Takes the pictures below, with what `cargo xtask test e2e` also uses.
//!
//! `cargo xtask pictures` starts this; `PICTURES` is the folder that it fills.

use std::path::Path;

use e2e::{
    World,
    sandbox::sample::{DOCUMENTED, DemoConnection},
};
use serde_json::{Value, json};

/// A picture of a step of the standalone pages.
struct Picture {
    /// The file's name without its end.
    name: &'static str,
    connection: DemoConnection,
    step: &'static str,
    width: u32,
    /// At least; a page that is longer is shown whole.
    height: u32,
    /// `light` or `dark`.
    scheme: &'static str,
    /// Whether a token is being generated.
    waits: bool,
}

const APPLICATION_LIGHT: Picture = Picture {
    name: "application-light",
    connection: DOCUMENTED,
    step: "application",
    width: 760,
    height: 400,
    scheme: "light",
    waits: false,
};

/// All of them.
const PICTURES: [Picture; 5] = [
    APPLICATION_LIGHT,
    Picture { name: "application-dark-narrow", width: 320, scheme: "dark", ..APPLICATION_LIGHT },
    Picture { name: "parameters-dark", step: "parameters", scheme: "dark", ..APPLICATION_LIGHT },
    Picture { name: "token-light", step: "authorize", waits: true, ..APPLICATION_LIGHT },
    Picture { name: "review-light", step: "review", ..APPLICATION_LIGHT },
];

#[tokio::main]
async fn main() {
    let folder = std::env::var("PICTURES").expect("cargo xtask pictures sets PICTURES");
    std::fs::create_dir_all(&folder).expect("PICTURES can be written");
    e2e::run(async |world| {
        for picture in PICTURES {
            let png = take(world, &picture).await;
            let path = Path::new(&folder).join(format!("{}.png", picture.name));
            std::fs::write(&path, png).expect("PICTURES can be written");
            println!("pictures: {}", path.display());
        }
    })
    .await;
}

async fn take(world: &World, picture: &Picture) -> Vec<u8> {
    let features = json!([
        { "name": "prefers-color-scheme", "value": picture.scheme },
        { "name": "prefers-reduced-motion", "value": "reduce" },
    ]);
    world.browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    size(world, picture.width, picture.height.into()).await;
    let page = world.open(&picture.connection, picture.step).await;
    page.until_state("saved").await;
    if picture.waits {
        page.enter_secret("secret").await;
        page.generate().await;
    }
    // What has just come is laid out in the next frame, and the picture is as high as that.
    let next = "requestAnimationFrame(() => requestAnimationFrame(arguments[0]))";
    world.browser.client().execute_async(next, vec![]).await.expect("the page draws frames");
    let height = page.eval("document.documentElement.scrollHeight", vec![]).await;
    size(world, picture.width, height).await;
    world.browser.client().screenshot().await.expect("the browser takes a picture")
}

async fn size(world: &World, width: u32, height: Value) {
    let params =
        json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    world.browser.devtools("Emulation.setDeviceMetricsOverride", params).await;
}
