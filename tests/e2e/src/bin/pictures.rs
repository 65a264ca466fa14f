//! Takes the pictures below, with what `cargo xtask test e2e` also uses.
//!
//! `cargo xtask pictures` starts this; `PICTURES` is the folder that it fills.

use std::path::Path;

use e2e::{
    World,
    sandbox::{
        hdp,
        sample::{DOCUMENTED, DemoConnection},
    },
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
    /// The thing that is going on.
    scene: Scene,
}

enum Scene {
    /// Nothing.
    Quiet,
    /// A token is being generated.
    Waiting,
    /// An application of Hybrid Data Pipeline was pasted.
    Importing,
    /// An `OpenInt` connection is shown.
    Health,
}

const APPLICATION_LIGHT: Picture = Picture {
    name: "application-light",
    connection: DOCUMENTED,
    step: "application",
    width: 760,
    height: 400,
    scheme: "light",
    scene: Scene::Quiet,
};

/// All of them.
const PICTURES: [Picture; 6] = [
    APPLICATION_LIGHT,
    Picture { name: "application-dark-narrow", width: 320, scheme: "dark", ..APPLICATION_LIGHT },
    Picture { name: "parameters-dark", step: "parameters", scheme: "dark", ..APPLICATION_LIGHT },
    Picture { name: "import-light", scene: Scene::Importing, ..APPLICATION_LIGHT },
    Picture { name: "review-light", step: "review", scene: Scene::Health, ..APPLICATION_LIGHT },
    // Last: until it ends, what was begun keeps the others from being changed.
    Picture { name: "token-light", step: "authorize", scene: Scene::Waiting, ..APPLICATION_LIGHT },
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
    match picture.scene {
        Scene::Quiet => {}
        Scene::Waiting => {
            page.enter_secret("secret").await;
            page.generate().await;
        }
        Scene::Importing => {
            page.press("Fill in from Hybrid Data Pipeline").await;
            page.until_shown("Paste an OAuth application, as JSON").await;
            page.type_into("Paste an OAuth application, as JSON", hdp::DOCUMENTED).await;
            page.press("Read it").await;
            page.until_shown("This would be filled in:").await;
        }
        Scene::Health => page.until_shown("Healthy, as OpenInt reports").await,
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
