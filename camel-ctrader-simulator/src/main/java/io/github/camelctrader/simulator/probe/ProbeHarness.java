package io.github.camelctrader.simulator.probe;

import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.ProtoOAAccountAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAApplicationAuthReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenReq;
import com.xtrader.protocol.openapi.v2.ProtoOAGetAccountListByAccessTokenRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolByIdRes;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListRes;
import com.xtrader.protocol.openapi.v2.ProtoOATraderReq;
import com.xtrader.protocol.openapi.v2.ProtoOATraderRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOALightSymbol;
import com.xtrader.protocol.openapi.v2.model.ProtoOASymbol;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connections to the server that is asked, authorised as far as a question needs. For one thread. */
final class ProbeHarness implements AutoCloseable {
    private final ProbeTarget target;
    private final ProbeCredentials credentials;
    private final String symbolName;
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

    /** A connection on which nothing was said yet; the caller closes it. */
    ProbeClient connect() throws ProbeException {
        try {
            return new ProbeClient(target);
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
            present = withApplication();
            client = present;
            require(present.ask(accountAuth()), "account authorisation");
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
        return ProtoOAAccountAuthReq.newBuilder()
                .setCtidTraderAccountId(accountId())
                .setAccessToken(credentials.accessToken())
                .build();
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

    /** Whether the account is a demo one. */
    boolean isDemo() throws ProbeException {
        return ask(accountList(), ProtoOAGetAccountListByAccessTokenRes.class).getCtidTraderAccountList().stream()
                .anyMatch(account -> account.getCtidTraderAccountId() == accountId() && !account.getIsLive());
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
        ProtoOATraderRes trader = ask(
                ProtoOATraderReq.newBuilder()
                        .setCtidTraderAccountId(accountId())
                        .build(),
                ProtoOATraderRes.class);
        return List.of(trader.getTrader().getBrokerName(), foundName);
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
