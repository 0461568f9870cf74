//! The move: its facts, its check, the password asked again, the commit, and its receipts.

use crate::app::App;
use crate::canonical;
use crate::extract::{Json, Path, Query};
use crate::preview;
use crate::problem::ApiError;
use crate::scope::SignedIn;
use crate::store::authorisation::{self, Try};
use crate::store::commit::{self as committing, Attempt};
use crate::store::{login, move_facts, receipts};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use handover_core::MoveRequest;
use handover_core::facts::MoveFacts;
use handover_core::ids::{MoveId, OrderId};
use handover_core::time::Timestamp;
use handover_core::wire::{
    Authorisation, AuthorisationBody, CommitBody, IDEMPOTENCY_KEY, ListQuery, MoveBody, MovePreview, MoveRow, Page,
    Receipt,
};
use sha2::{Digest as _, Sha256};

/// Most characters of an idempotency key.
const KEY_MAX_CHARS: usize = 64;

/// The own side's facts, from which the page shows its first checks.
///
/// # Errors
/// 404 for an order that is not there for the actor; 409 for one that is history.
pub async fn facts(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
) -> Result<Json<MovePreview>, ApiError> {
    let now = app.clock.now();
    let facts = app
        .store
        .read(move |tx| Ok::<_, ApiError>(move_facts::read_own_side(tx, signed_in.scope(), order_id, now)?))
        .await?;
    Ok(Json(preview::of_own_side(movable(facts)?)))
}

/// Looks the pair up and checks everything on fresh facts; changes nothing.
///
/// # Errors
/// 422 for wrong fields; 404 for an order that is not there for the actor, before the pair is looked at.
pub async fn check(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
    Json(body): Json<MoveBody>,
) -> Result<Json<MovePreview>, ApiError> {
    let now = app.clock.now();
    let request = MoveRequest::parse(order_id, &body);
    let preview = app.store.read(move |tx| {
        // Whose order it is comes first: a stranger must not learn from field errors that it exists.
        move_facts::domain_of(tx, signed_in.scope(), order_id)?.ok_or(ApiError::NotFound)?;
        let request = request.map_err(ApiError::Fields)?;
        let username = canonical::username(&request.username);
        let facts = move_facts::read(tx, signed_in.scope(), &request, username.as_deref(), now)?;
        Ok::<_, ApiError>(preview::of_request(&request, movable(facts)?))
    });
    Ok(Json(preview.await?))
}

fn movable(facts: Option<MoveFacts>) -> Result<MoveFacts, ApiError> {
    let facts = facts.ok_or(ApiError::NotFound)?;
    if facts.order_is_live() { Ok(facts) } else { Err(committing::order_is_history()) }
}

/// Asks the password again and binds it to one plan.
///
/// # Errors
/// 403 for a wrong password, or when the plan is void after too many of them; 422 for what is no digest of a plan.
pub async fn authorise(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
    Json(body): Json<AuthorisationBody>,
) -> Result<Json<Authorisation>, ApiError> {
    let now = app.clock.now();
    let login_id = signed_in.login_id;
    let AuthorisationBody { plan_digest, password } = body;
    let (counted, hash) = app
        .store
        .write(move |tx| {
            move_facts::domain_of(tx, signed_in.scope(), order_id)?.ok_or(ApiError::NotFound)?;
            // It is kept with the try, so it must not be any text of any length.
            if !plan_digest.is_well_formed() {
                return Err(ApiError::Malformed {
                    status: StatusCode::UNPROCESSABLE_ENTITY,
                    detail: "Take `plan_digest` from the answer to the check.".to_owned(),
                });
            }
            let counted = authorisation::begin_try(tx, &signed_in, order_id, &plan_digest, now)?;
            Ok::<_, ApiError>((counted, login::password_hash(tx, login_id)?))
        })
        .await?;
    let (authorisation_id, tries_left) = match counted {
        Try::Void => return Err(ApiError::PlanVoid),
        Try::Counted { authorisation_id, tries_left } => (authorisation_id, tries_left),
    };
    let is_right = app.passwords.compare(password, hash.into_iter().collect()).await?.contains(&true);
    if !is_right {
        return Err(if tries_left > 0 { ApiError::WrongPassword { tries_left } } else { ApiError::PlanVoid });
    }
    app.store.write(move |tx| Ok::<_, ApiError>(authorisation::grant(tx, authorisation_id, now)?)).await?;
    Ok(Json(Authorisation { expires_at: Timestamp(now.0 + authorisation::VALID_MS) }))
}

/// Moves, all or nothing. The same key and body give the same answer again.
///
/// # Errors
/// 422 for wrong fields or a reused key; 404; 409 with the reasons or the new plan; 403 where the plan was not
/// authorised.
pub async fn commit(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(order_id): Path<OrderId>,
    headers: HeaderMap,
    Json(body): Json<CommitBody>,
) -> Result<(StatusCode, Json<Receipt>), ApiError> {
    let idempotency_key = idempotency_key(&headers)?;
    let body_hash = body_hash(order_id, &body)?;
    let request = MoveRequest::parse(order_id, &body.request());
    let clock = app.clock.clone();
    let key = std::sync::Arc::clone(&app.audit_key);
    let answer = app.store.write(move |tx| {
        let request = match request {
            Ok(request) => request,
            Err(errors) => {
                // Of an order that is not the actor's not even the form is judged. Good requests are judged behind
                // their key: whoever has moved an order away asks for the stored answer and holds it no more.
                move_facts::domain_of(tx, signed_in.scope(), order_id)?.ok_or(ApiError::NotFound)?;
                return Err(ApiError::Fields(errors));
            }
        };
        let attempt = Attempt {
            canonical_username: canonical::username(&request.username),
            signed_in,
            request,
            confirmed: body.plan_digest,
            idempotency_key,
            body_hash,
        };
        // The time is that of the transaction, not of a place in its queue.
        committing::commit(tx, &attempt, &key, clock.now())
    });
    answer.await?.map(|receipt| (StatusCode::CREATED, Json(receipt)))
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, ApiError> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if key.is_empty() || key.len() > KEY_MAX_CHARS || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(ApiError::Malformed {
            status: StatusCode::BAD_REQUEST,
            detail: "Send the header `Idempotency-Key` with 1 to 64 visible ASCII characters, such as a UUID."
                .to_owned(),
        });
    }
    Ok(key.to_owned())
}

fn body_hash(order_id: OrderId, body: &CommitBody) -> Result<[u8; 32], ApiError> {
    let bytes = serde_json::to_vec(&(order_id, body)).map_err(|error| ApiError::Internal(error.to_string()))?;
    Ok(Sha256::digest(bytes).into())
}

/// The actor's receipts, newest first.
///
/// # Errors
/// 400 for a query of another form.
pub async fn list(
    State(app): State<App>,
    signed_in: SignedIn,
    Query(query): Query<ListQuery>,
) -> Result<Json<Page<MoveRow>>, ApiError> {
    let after = match query.after.as_str() {
        "" => None,
        number => Some(number.parse::<MoveId>().map_err(|_| ApiError::Malformed {
            status: StatusCode::BAD_REQUEST,
            detail: "Take the value of `after` from `next` of the page before.".to_owned(),
        })?),
    };
    let page = app.store.read(move |tx| Ok::<_, ApiError>(receipts::list(tx, signed_in.scope(), after)?));
    Ok(Json(page.await?))
}

/// One receipt.
///
/// # Errors
/// 404 where there is none for the actor.
pub async fn receipt(
    State(app): State<App>,
    signed_in: SignedIn,
    Path(move_id): Path<MoveId>,
) -> Result<Json<Receipt>, ApiError> {
    let receipt = app.store.read(move |tx| Ok::<_, ApiError>(receipts::read(tx, signed_in.scope(), move_id)?));
    receipt.await?.map(Json).ok_or(ApiError::NotFound)
}
