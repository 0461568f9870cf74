//! Listens, says so, serves, and ends without cutting answers off.

use crate::app::App;
use crate::routes;
use std::io::{self, Write as _};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::Notify;

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
            format!("cannot listen on {address}: {error}. Write an address and a port, as in 127.0.0.1:8080")
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
    let stop = Arc::new(Notify::new());
    let stopping = Arc::clone(&stop);
    let server = axum::serve(listener, routes::router(app)).with_graceful_shutdown(async move {
        signal().await;
        tracing::info!("ending; answers that are under way are finished first");
        stopping.notify_one();
    });
    let cut_off = async {
        stop.notified().await;
        // Either ends the wait.
        let _signalled = tokio::time::timeout(DRAIN, signal()).await;
    };
    // Whoever reads stdout waits for this line. A reader that is gone is none of the server's business.
    let _written = writeln!(io::stdout(), "listening on http://{address}").and_then(|()| io::stdout().flush());
    tokio::select! {
        ended = server => ended,
        () = cut_off => Ok(()),
    }
}

async fn signal() {
    let interrupt = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signals) => {
                signals.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
