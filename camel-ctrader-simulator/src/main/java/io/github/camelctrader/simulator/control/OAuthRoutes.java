package io.github.camelctrader.simulator.control;

import io.github.camelctrader.simulator.CTraderSimulator;
import io.github.camelctrader.simulator.SimulatedOAuth;
import io.github.camelctrader.simulator.SimulatedTokens;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/**
 * The consent page, which consents at once, and the token endpoint, at the paths of the real ones. Refusals of the token endpoint have status 200 and an
 * {@code errorCode}, as its clients expect.
 */
final class OAuthRoutes {
    private static final String CONSENT = "client_id redirect_uri scope product account more*";
    private static final String TOKEN = "grant_type code redirect_uri refresh_token client_id client_secret more*";
    private static final String CONSENT_HELP = "the user consents: redirects to redirect_uri?code=...";
    private static final String TOKEN_HELP =
            "code (grant_type authorization_code) or refresh_token for a pair of tokens";

    private final CTraderSimulator simulator;

    OAuthRoutes(CTraderSimulator simulator) {
        this.simulator = simulator;
    }

    List<Route> all() {
        return List.of(
                Route.of("GET", "/my/settings/openapi/grantingaccess/", CONSENT, CONSENT_HELP, this::consent),
                Route.of("GET", "/my/settings/openapi/grantingaccess", CONSENT, CONSENT_HELP, this::consent),
                Route.of("GET", "/apps/auth", CONSENT, CONSENT_HELP + " (older address)", this::consent),
                Route.of("GET", "/apps/token", TOKEN, TOKEN_HELP, this::token),
                Route.of("POST", "/apps/token", TOKEN, TOKEN_HELP + ", as a form", this::token));
    }

    /** Whether a route is open to everybody, since its own secrets guard it. */
    static boolean isOAuth(Route route) {
        return route.parameters().contains("client_id");
    }

    private Answer consent(Call call) {
        String redirect = redirect(call.need("redirect_uri"));
        boolean mayTrade = Scope.mayTrade(call.need("scope"));
        long account = call.findNumber("account")
                .orElseGet(() -> simulator.broker().accounts().stream()
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("there is no account to consent for"))
                        .accountId());
        String code = simulator.oauth().consent(call.need("client_id"), redirect, mayTrade, account);
        String sign = redirect.contains("?") ? "&" : "?";
        return Answer.redirect(redirect + sign + "code=" + URLEncoder.encode(code, StandardCharsets.UTF_8));
    }

    private static String redirect(String text) {
        try {
            URI uri = new URI(text);
            if (uri.isAbsolute() && uri.getRawFragment() == null) {
                return text;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("redirect_uri " + text + " is no address: " + e.getReason(), e);
        }
        throw new IllegalArgumentException("redirect_uri " + text + " is not absolute, or has a fragment");
    }

    private Answer token(Call call) {
        SimulatedOAuth oauth = simulator.oauth();
        return switch (call.find("grant_type").orElse("")) {
            case "authorization_code" ->
                answer(() -> oauth.exchange(
                        call.need("client_id"),
                        call.need("client_secret"),
                        call.need("code"),
                        call.need("redirect_uri")));
            case "refresh_token" ->
                answer(() ->
                        oauth.refresh(call.need("client_id"), call.need("client_secret"), call.need("refresh_token")));
            default -> denied("grant_type is neither authorization_code nor refresh_token");
        };
    }

    private Answer answer(Supplier<SimulatedTokens> exchange) {
        try {
            SimulatedTokens tokens = exchange.get();
            long seconds = simulator.oauth().lifetimeSeconds();
            return Answer.json(Json.object(
                    "accessToken",
                    tokens.accessToken(),
                    "tokenType",
                    "bearer",
                    "expiresIn",
                    seconds,
                    "refreshToken",
                    tokens.refreshToken(),
                    "errorCode",
                    null,
                    "access_token",
                    tokens.accessToken(),
                    "refresh_token",
                    tokens.refreshToken(),
                    "expires_in",
                    seconds));
        } catch (IllegalArgumentException e) {
            return denied(String.valueOf(e.getMessage()));
        }
    }

    private static Answer denied(String why) {
        return Answer.json(Json.object("errorCode", "ACCESS_DENIED", "description", why));
    }
}
