package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileReq;
import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOATrader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections to the server that is asked, authorised as far as a question needs. For one thread. */
final class ProbeHarness implements AutoCloseable {
    private final ProbeTarget target;
    private final ProbeCredentials credentials;
    private final String symbolName;
    private final UnknownFields unknown = new UnknownFields();
    private List<ProtoOALightSymbol> symbols = List.of();
    private String foundName = "";
    private @Nullable ProbeClient client;
    private @Nullable ProtoOASymbol symbol;

    ProbeHarness(ProbeTarget target, ProbeCredentials credentials, String symbolName) {
        this.target = target;
        this.credentials = credentials;
        this.symbolName = symbolName;
    }

    long accountId() {
        return credentials.accountId();
    }

    ProbeTarget target() {
        return target;
    }

    /** What no published schema has, of all that came on any connection. */
    UnknownFields unknown() {
        return unknown;
    }

    /** A connection on which nothing was said yet, by one of some versions of TLS; the caller closes it. */
    ProbeClient connect(String... protocols) throws ProbeException {
        try {
            return new ProbeClient(target, unknown, protocols);
        } catch (IOException e) {
            throw new ProbeException("cannot connect: " + e.getClass().getSimpleName(), e);
        }
    }

    /** A connection whose application is authorised; the caller closes it. */
    ProbeClient withApplication() throws ProbeException {
        ProbeClient fresh = connect();
        require(fresh.ask(applicationAuth(credentials.clientSecret())), "application authorisation");
        return fresh;
    }

    /** The connection that most questions share, with application and account authorised; opened anew where it ended. */
    ProbeClient authorised() throws ProbeException {
        ProbeClient present = client;
        if (present == null || present.isEnded()) {
            present = another();
            client = present;
        }
        return present;
    }

    private static void require(Reply reply, String what) throws ProbeException {
        if (reply.isError()) {
            throw new ProbeException(what + " refused: " + reply.outcome());
        }
    }

    ProtoOAApplicationAuthReq applicationAuth(String secret) {
        return ProtoOAApplicationAuthReq.newBuilder()
                .setClientId(credentials.clientId())
                .setClientSecret(secret)
                .build();
    }

    ProtoOAApplicationAuthReq applicationAuth() {
        return applicationAuth(credentials.clientSecret());
    }

    ProtoOAAccountAuthReq accountAuth() {
        return accountAuth(accountId(), credentials.accessToken());
    }

    /** For an account of choice. */
    ProtoOAAccountAuthReq accountAuth(long account) {
        return accountAuth(account, credentials.accessToken());
    }

    ProtoOAAccountAuthReq accountAuth(long account, String token) {
        return ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(account)
                .setAccessToken(token)
                .build();
    }

    ProtoOATraderReq traderRequest() {
        return ProtoOATraderReq.newBuilder().setCtidTraderAccountId(accountId()).build();
    }

    ProtoOATrader trader() throws ProbeException {
        return ask(traderRequest(), ProtoOATraderRes.class).getTrader();
    }

    /** One more connection on which application and account are authorised; the caller closes it. */
    ProbeClient another() throws ProbeException {
        ProbeClient fresh = withApplication();
        require(fresh.ask(accountAuth()), "account authorisation");
        return fresh;
    }

    ProtoOAGetAccountListByAccessTokenReq accountList() {
        return ProtoOAGetAccountListByAccessTokenReq.newBuilder()
                .setAccessToken(credentials.accessToken())
                .build();
    }

    /** An answer of a type, on the shared connection. */
    <T extends Message> T ask(Message request, Class<T> type) throws ProbeException {
        Reply reply = authorised().ask(request);
        return reply.as(type).orElseThrow(() -> new ProbeException(reply.outcome()));
    }

    /** Scope and accounts of the token. */
    ProtoOAGetAccountListByAccessTokenRes token() throws ProbeException {
        return ask(accountList(), ProtoOAGetAccountListByAccessTokenRes.class);
    }

    /** Whether the account is a demo one. */
    boolean isDemo() throws ProbeException {
        return token().getCtidTraderAccountList().stream()
                .anyMatch(account -> account.getCtidTraderAccountId() == accountId() && !account.getIsLive());
    }

    /** Open positions and resting orders of the account, whoever they are of. */
    ProtoOAReconcileRes reconcile() throws ProbeException {
        return ask(
                ProtoOAReconcileReq.newBuilder()
                        .setCtidTraderAccountId(accountId())
                        .build(),
                ProtoOAReconcileRes.class);
    }

    /** The first symbols of the account, so many at most. */
    List<Long> symbolIds(int most) throws ProbeException {
        symbol();
        return symbols.stream().map(ProtoOALightSymbol::getSymbolId).limit(most).toList();
    }

    /** The symbol that is looked at: the one that was named, else the first that is enabled. */
    ProtoOASymbol symbol() throws ProbeException {
        ProtoOASymbol present = symbol;
        if (present == null) {
            present = find();
            symbol = present;
        }
        return present;
    }

    /** Names that a report hides: the broker's, and that of the symbol. */
    List<String> names() throws ProbeException {
        symbol();
        return List.of(trader().getBrokerName(), foundName);
    }

    private ProtoOASymbol find() throws ProbeException {
        ProtoOASymbolsListRes all = ask(
                ProtoOASymbolsListReq.newBuilder()
                        .setCtidTraderAccountId(accountId())
                        .build(),
                ProtoOASymbolsListRes.class);
        Optional<ProtoOALightSymbol> named = all.getSymbolList().stream()
                .filter(light -> light.getSymbolName().equalsIgnoreCase(symbolName))
                .findFirst()
                .or(() -> all.getSymbolList().stream()
                        .filter(ProtoOALightSymbol::getEnabled)
                        .findFirst());
        ProtoOALightSymbol found = named.orElseThrow(() -> new ProbeException("no symbol"));
        foundName = found.getSymbolName();
        symbols = all.getSymbolList();
        return ask(
                        ProtoOASymbolByIdReq.newBuilder()
                                .setCtidTraderAccountId(accountId())
                                .addSymbolId(found.getSymbolId())
                                .build(),
                        ProtoOASymbolByIdRes.class)
                .getSymbolList()
                .stream()
                .findFirst()
                .orElseThrow(() -> new ProbeException("no details of the symbol"));
    }

    @Override
    public void close() throws IOException {
        if (client != null) {
            client.close();
        }
    }
}
