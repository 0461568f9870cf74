//! Signing in and out, and who is signed in (seed, step 1).

use crate::app::App;
use crate::extract::Json;
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::{canonical, secret, store};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use handover_core::wire::{SessionState, SignInAnswer, SignInBody, SignedOut};

/// Signs in. The username is looked up over all resellers; where the password is right for several accounts, the
/// answer asks which one and nobody is signed in yet. An unknown user, a wrong password and an account that may not
/// sign in take the same time and give the same answer (OWASP ASVS 5.0, 6.3.8).
///
/// # Errors
/// [`ApiError::InsecureAddress`], [`ApiError::WrongCredentials`], [`ApiError::Busy`].
pub async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    Json(body): Json<SignInBody>,
) -> Result<Response, ApiError> {
    let cookie = app
        .site
        .cookie(&headers)
        .ok_or_else(|| ApiError::InsecureAddress { public_origin: app.site.public_origin().map(str::to_owned) })?;
    // Not an address at all: nobody has it, and it is answered like any other that nobody has.
    let username = canonical::typed_username(&body.username).unwrap_or_default();
    let candidates = app.store.read(move |tx| store::login::candidates(tx, &username, body.account)).await?;
    let hashes = candidates.iter().map(|candidate| candidate.password_hash.clone()).collect();
    let is_right = app.passwords.compare(body.password, hashes).await?;
    let mut right = candidates.into_iter().zip(is_right).filter(|(_, is_right)| *is_right).map(|(found, _)| found);
    let found = right.next().ok_or(ApiError::WrongCredentials)?;
    let others = right.map(|other| other.choice).collect::<Vec<_>>();
    if !others.is_empty() {
        let choices = [vec![found.choice], others].concat();
        return Ok(Json(SignInAnswer::Choose(choices)).into_response());
    }

    let token = secret::token();
    let token_hash = secret::token_hash(&token);
    let earlier_session = app.site.token(&headers).and_then(secret::token_hash);
    let now = app.clock.now();
    let signing_in = move |tx: &store::Tx| {
        let login_id = found.choice.account;
        let token_hash = token_hash.ok_or_else(|| ApiError::Internal("a fresh token is a token".to_owned()))?;
        if !store::session::open(tx, login_id, &found.password_hash, &token_hash, now)? {
            return Err(ApiError::WrongCredentials);
        }
        if let Some(earlier_session) = earlier_session {
            store::session::end(tx, &earlier_session, now)?;
        }
        Ok::<_, ApiError>(store::login::me(tx, login_id)?)
    };
    let me = app.store.write(signing_in).await?;
    let set_cookie = AppendHeaders([(header::SET_COOKIE, cookie.set(&token))]);
    Ok((set_cookie, Json(SignInAnswer::SignedIn(Box::new(me)))).into_response())
}

/// Who is signed in, and the demo's accounts while nobody is.
///
/// # Errors
/// Only when the database cannot be read.
pub async fn who(State(app): State<App>, signed_in: Option<SignedIn>) -> Result<Json<SessionState>, ApiError> {
    let state = app.store.read(move |tx| {
        Ok::<_, ApiError>(match signed_in {
            Some(signed_in) => SessionState::SignedIn(Box::new(store::login::me(tx, signed_in.login_id)?)),
            None => SessionState::SignedOut(SignedOut { demo_accounts: store::login::demo_accounts(tx)? }),
        })
    });
    Ok(Json(state.await?))
}

/// Signs out; whoever is signed out already stays so.
///
/// # Errors
/// Only when the database cannot be written.
pub async fn sign_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token_hash) = app.site.token(&headers).and_then(secret::token_hash) {
        let now = app.clock.now();
        app.store.write(move |tx| store::session::end(tx, &token_hash, now)).await?;
    }
    let cleared = app.site.cookie(&headers).map(|cookie| (header::SET_COOKIE, cookie.clear()));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(cleared)).into_response())
}
