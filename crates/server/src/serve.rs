//! Listens, says so, serves, and ends without cutting answers off.

use crate::app::App;
use crate::routes;
use std::io::{self, Write as _};
use std::time::Duration;
use tokio::net::TcpListener;
#[cfg(unix)]
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

/// How long answers that are under way may take after Ctrl-C.
const DRAIN: Duration = Duration::from_secs(10);

/// Listens on `address`.
///
/// # Errors
/// When it is taken or is no address, with what to type instead.
pub async fn listen(address: &str, command: &str) -> Result<TcpListener, String> {
    TcpListener::bind(address).await.map_err(|error| {
        if error.kind() == io::ErrorKind::AddrInUse {
            format!(
                "another program already listens on {address}. End it, or type \
                 `handover {command} --listen 127.0.0.1:0` for any free port"
            )
        } else {
            format!(
                "cannot listen on {address}: {error}. Write an address of this machine and a port, as in \
                 127.0.0.1:8080"
            )
        }
    })
}

/// Serves until Ctrl-C or SIGTERM. Prints one line to stdout when it is ready; a second signal ends it at once.
///
/// # Errors
/// When the network fails.
pub async fn serve(app: App, listener: TcpListener) -> io::Result<()> {
    let address = listener.local_addr()?;
    let is_public = app.site.public_origin().is_some();
    if !address.ip().is_loopback() && !is_public {
        tracing::warn!("without --public-url people can sign in on this machine only");
    }
    // Heard from here on: whoever was told that it listens may end it at once.
    let mut signals = Signals::hear()?;
    let (first_signal, signalled) = oneshot::channel();
    let store = app.store.clone();
    let server = axum::serve(listener, routes::router(app)).with_graceful_shutdown(async move {
        signals.next().await;
        tracing::info!("ending; answers that are under way are finished first");
        // Nobody waits for a second signal once the server has ended.
        let _ended = first_signal.send(signals);
    });
    let cut_off = async {
        match signalled.await {
            // Either ends the wait.
            Ok(mut signals) => _ = tokio::time::timeout(DRAIN, signals.next()).await,
            Err(_) => std::future::pending().await,
        }
    };
    // Whoever reads stdout waits for this line. A reader that is gone is none of the server's business.
    let _written = writeln!(io::stdout(), "listening on http://{address}").and_then(|()| io::stdout().flush());
    let ended = tokio::select! {
        ended = server => ended,
        () = cut_off => Ok(()),
    };
    if let Err(error) = store.checkpoint().await {
        tracing::warn!(%error, "the write-ahead log stays beside the database");
    }
    ended
}

/// Ctrl-C and SIGTERM.
#[cfg(unix)]
struct Signals {
    interrupt: Signal,
    terminate: Signal,
}

#[cfg(unix)]
impl Signals {
    fn hear() -> io::Result<Self> {
        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

/// Ctrl-C.
#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn hear() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        self.0.recv().await;
    }
}
