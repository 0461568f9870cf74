//! Under which address the panel is open, and what that means for its cookie and for requests from elsewhere.
//!
//! Passwords and sessions are only safe over https, or on the machine itself. Anywhere else nobody is signed in.

use axum::http::{HeaderMap, header};

/// Name of the session's cookie over https. Browsers keep a cookie of this prefix only with `Secure`, with `Path=/`
/// and without `Domain` (RFC 6265bis, 4.1.3.2), so no neighbouring site can set it.
const SECURE_COOKIE: &str = "__Host-handover-session";
/// Its name on `http://localhost` and the loopback addresses, where not every browser keeps a `Secure` cookie.
const LOOPBACK_COOKIE: &str = "handover-session";

/// What is configured about the panel's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site {
    public_origin: Option<String>,
}

/// The cookie of one request's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookie {
    /// https.
    Secure,
    /// http on the machine itself.
    Loopback,
}

impl Site {
    /// A panel that is reached at `public_url`, such as `https://panel.example.com`, or only on the machine itself.
    ///
    /// # Errors
    /// One sentence that says what is wrong with the URL.
    pub fn new(public_url: Option<&str>) -> Result<Self, String> {
        let Some(public_url) = public_url else { return Ok(Self::default()) };
        let wrong = || {
            format!(
                "`{public_url}` is not a public URL: write `https://` and a host name, as in https://panel.example.com"
            )
        };
        let host = public_url.strip_prefix("https://").ok_or_else(wrong)?;
        let host = host.strip_suffix('/').unwrap_or(host).to_ascii_lowercase();
        let is_host = !host.is_empty()
            && host
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        if !is_host {
            return Err(wrong());
        }
        // Browsers leave the default port out of the origin.
        let host = host.strip_suffix(":443").unwrap_or(&host);
        Ok(Self { public_origin: Some(format!("https://{host}")) })
    }

    /// The configured origin, such as `https://panel.example.com`.
    #[must_use]
    pub fn public_origin(&self) -> Option<&str> {
        self.public_origin.as_deref()
    }

    /// The cookie that a session gets at the address of this request; `None` where nobody can be signed in.
    #[must_use]
    pub fn cookie(&self, headers: &HeaderMap) -> Option<Cookie> {
        let public_host = self.public_origin().and_then(|origin| origin.strip_prefix("https://"));
        let host = text(headers, &header::HOST).map(str::to_ascii_lowercase)?;
        // A proxy that names the server by its loopback address still passes the browser's origin on.
        let is_public = Some(host.as_str()) == public_host
            || (public_host.is_some() && text(headers, &header::ORIGIN) == self.public_origin());
        if is_public {
            Some(Cookie::Secure)
        } else if is_loopback(&host) {
            Some(Cookie::Loopback)
        } else {
            None
        }
    }

    /// The session's token, from the cookie that belongs to this address.
    #[must_use]
    pub fn token<'headers>(&self, headers: &'headers HeaderMap) -> Option<&'headers str> {
        let host = text(headers, &header::HOST).unwrap_or_default();
        cookie_value(headers, SECURE_COOKIE)
            .or_else(|| if is_loopback(host) { cookie_value(headers, LOOPBACK_COOKIE) } else { None })
    }

    /// Whether a request that may change something comes from the panel's own page (OWASP ASVS 5.0, 3.5.1 and 3.5.3).
    ///
    /// Browsers send `Sec-Fetch-Site`, older ones `Origin`. A client without either is no browser; it is let through
    /// as long as it brings no session's cookie.
    #[must_use]
    pub fn is_own_request(&self, headers: &HeaderMap) -> bool {
        if let Some(fetch_site) = headers.get("sec-fetch-site") {
            return fetch_site == "same-origin";
        }
        let Some(origin) = headers.get(header::ORIGIN) else { return self.token(headers).is_none() };
        let Ok(origin) = origin.to_str() else { return false };
        let host = text(headers, &header::HOST).unwrap_or_default();
        Some(origin) == self.public_origin() || (is_loopback(host) && origin.strip_prefix("http://") == Some(host))
    }
}

impl Cookie {
    const fn name(self) -> &'static str {
        match self {
            Self::Secure => SECURE_COOKIE,
            Self::Loopback => LOOPBACK_COOKIE,
        }
    }

    /// Value of `Set-Cookie` that gives the browser a token (OWASP ASVS 5.0, 3.3.1 to 3.3.4).
    #[must_use]
    pub fn set(self, token: &str) -> String {
        format!("{}={token}; Path=/; HttpOnly; SameSite=Strict{}", self.name(), self.secure())
    }

    /// Value of `Set-Cookie` that takes it away.
    #[must_use]
    pub fn clear(self) -> String {
        format!("{}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict{}", self.name(), self.secure())
    }

    const fn secure(self) -> &'static str {
        match self {
            Self::Secure => "; Secure",
            Self::Loopback => "",
        }
    }
}

fn text<'headers>(headers: &'headers HeaderMap, name: &header::HeaderName) -> Option<&'headers str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn is_loopback(host: &str) -> bool {
    let without_port = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !port.is_empty() => name,
        Some(_) | None => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| without_port.eq_ignore_ascii_case(name))
}

fn cookie_value<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value))).collect()
    }

    fn site(public_url: &str) -> Site {
        Site::new(Some(public_url)).unwrap()
    }

    #[test]
    fn a_public_url_is_https_and_a_host() {
        assert_eq!(site("https://Panel.example.com/").public_origin(), Some("https://panel.example.com"));
        assert_eq!(site("https://panel.example.com:443").public_origin(), Some("https://panel.example.com"));
        assert_eq!(site("https://panel.example.com:8443").public_origin(), Some("https://panel.example.com:8443"));
        for wrong in ["http://panel.example.com", "panel.example.com", "https://", "https://a/b", "https://a@b"] {
            assert!(Site::new(Some(wrong)).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_machine_itself_gets_a_plain_cookie_and_the_public_host_a_secure_one() {
        let panel = site("https://panel.example.com");
        for host in ["localhost", "localhost:8080", "127.0.0.1:1", "[::1]:8080", "LOCALHOST"] {
            assert_eq!(panel.cookie(&headers(&[("host", host)])), Some(Cookie::Loopback), "{host}");
        }
        assert_eq!(panel.cookie(&headers(&[("host", "panel.example.com")])), Some(Cookie::Secure));
        assert_eq!(
            panel.cookie(&headers(&[("host", "127.0.0.1:8080"), ("origin", "https://panel.example.com")])),
            Some(Cookie::Secure),
            "a proxy that does not pass the host on"
        );
    }

    #[test]
    fn other_addresses_get_no_cookie() {
        for host in ["192.168.0.7:8080", "localhost.example.com", "127.0.0.1.example.com", "panel.example.com", ""] {
            assert_eq!(Site::default().cookie(&headers(&[("host", host)])), None, "{host}");
        }
        assert_eq!(Site::default().cookie(&HeaderMap::new()), None);
    }

    #[test]
    fn a_public_address_takes_only_the_cookie_with_the_prefix() {
        let panel = site("https://panel.example.com");
        let both = "handover-session=planted; __Host-handover-session=own";
        assert_eq!(panel.token(&headers(&[("host", "panel.example.com"), ("cookie", both)])), Some("own"));
        let planted = [("host", "panel.example.com"), ("cookie", "handover-session=planted")];
        assert_eq!(panel.token(&headers(&planted)), None);
        let own = [("host", "localhost:8080"), ("cookie", "other=1; handover-session=own")];
        assert_eq!(panel.token(&headers(&own)), Some("own"));
    }

    #[test]
    fn only_the_panels_own_page_may_change_something() {
        let panel = site("https://panel.example.com");
        let own: [&[(&str, &str)]; 5] = [
            &[("sec-fetch-site", "same-origin"), ("cookie", "__Host-handover-session=1")],
            &[("origin", "https://panel.example.com"), ("host", "panel.example.com")],
            &[("origin", "http://localhost:8080"), ("host", "localhost:8080")],
            &[("host", "panel.example.com")],
            &[("host", "panel.example.com"), ("cookie", "other=1")],
        ];
        for case in own {
            assert!(panel.is_own_request(&headers(case)), "{case:?}");
        }
        let foreign: [&[(&str, &str)]; 8] = [
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site"), ("origin", "https://panel.example.com")],
            &[("sec-fetch-site", "none")],
            &[("origin", "null"), ("host", "panel.example.com")],
            &[("origin", "https://evil.example"), ("host", "evil.example")],
            &[("origin", "http://evil.example:8080"), ("host", "localhost:8080")],
            &[("origin", "http://panel.example.com"), ("host", "panel.example.com")],
            &[("host", "panel.example.com"), ("cookie", "__Host-handover-session=1")],
        ];
        for case in foreign {
            assert!(!panel.is_own_request(&headers(case)), "{case:?}");
        }
    }
}
