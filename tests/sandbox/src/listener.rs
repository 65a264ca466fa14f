//! A port that can be shut and opened again.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::{Mutex, watch};
use tokio::task::JoinHandle;

use crate::sandbox::Site;
use crate::server::{self, Role};

/// One of the sandbox's two ports; it is shut when it is dropped.
#[derive(Debug)]
pub(crate) struct Listener {
    address: SocketAddr,
    role: Role,
    site: Arc<Site>,
    stop: watch::Sender<()>,
    /// The task that accepts connections; none while the port is shut.
    accepting: Mutex<Option<JoinHandle<()>>>,
}

/// Takes a port on 127.0.0.1; 0 stands for any free one. Fails if it is taken.
pub(crate) async fn bind(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}

impl Listener {
    /// Accepts connections on a port from now on.
    pub(crate) fn start(bound: TcpListener, role: Role, site: Arc<Site>) -> io::Result<Self> {
        let address = bound.local_addr()?;
        let stop = watch::Sender::default();
        let accepting = accept(bound, role, &site, &stop);
        Ok(Self { address, role, site, stop, accepting: Mutex::new(Some(accepting)) })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Shuts the port: connections are refused, requests that are under way go on.
    pub(crate) async fn go_down(&self) {
        if let Some(accepting) = self.accepting.lock().await.take() {
            self.stop.send_replace(());
            // The port goes with its task; one that panicked is gone as well.
            let _ = accepting.await;
        }
    }

    /// Opens the port again. Fails if another program has taken it meanwhile.
    pub(crate) async fn come_up(&self) -> io::Result<()> {
        let mut accepting = self.accepting.lock().await;
        if accepting.is_none() {
            let bound = TcpListener::bind(self.address).await?;
            *accepting = Some(accept(bound, self.role, &self.site, &self.stop));
        }
        Ok(())
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.stop.send_replace(());
    }
}

fn accept(
    bound: TcpListener,
    role: Role,
    site: &Arc<Site>,
    stop: &watch::Sender<()>,
) -> JoinHandle<()> {
    tokio::spawn(server::accept(bound, role, Arc::clone(site), stop.subscribe()))
}
