package io.github.camelctrader.simulator.probe;

import static io.github.camelctrader.simulator.probe.Answers.alone;

import com.xtrader.protocol.openapi.v2.ProtoOAAssetListReq;
import com.xtrader.protocol.openapi.v2.ProtoOASymbolsListReq;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** TLS, frames, and how answers find their requests. */
final class LinkQuestions {
    private static final int LONG_ID = 200;
    private static final int NO_TYPE = 2999;

    private LinkQuestions() {}

    static List<Question> all() {
        return List.of(
                new Question(
                        "1",
                        "Version of TLS that is agreed on",
                        "TLSv1.3",
                        harness -> alone(harness.connect(), ProbeClient::protocol)),
                new Question("1", "A client that has TLS 1.2 alone", "connected", harness -> {
                    try (ProbeClient client = harness.connect("TLSv1.2")) {
                        return "TLSv1.2".equals(client.protocol()) ? "connected" : client.protocol();
                    } catch (IOException e) {
                        throw new ProbeException("connection cannot be closed", e);
                    }
                }),
                new Question(
                        "1",
                        "A certificate of the client",
                        "not asked for",
                        harness -> harness.target().tls().isClientAsked() ? "asked for" : "not asked for"),
                new Question(
                        "1.1",
                        "A frame that announces 2 GB",
                        "ProtoErrorRes FRAME_TOO_LONG, then closed",
                        harness -> alone(harness.connect(), client -> {
                            client.write(Integer.MAX_VALUE);
                            return broken(client);
                        })),
                new Question(
                        "1.1",
                        "A frame that is no message",
                        "ProtoErrorRes UNKNOWN_ERROR, then closed",
                        harness -> alone(harness.connect(), client -> {
                            client.write(3, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF);
                            return broken(client);
                        })),
                new Question(
                        "2.4, 8",
                        "A payload type that no schema has, with an id",
                        "UNSUPPORTED_MESSAGE in ErrorRes, with the id",
                        harness -> alone(harness.withApplication(), LinkQuestions::strange)),
                new Question("2.2", "clientMsgId of " + LONG_ID + " characters", "echoed", harness -> {
                    String id = "x".repeat(LONG_ID);
                    harness.authorised().send(harness.traderRequest(), id);
                    return harness.authorised()
                                    .await(reply -> !Answers.isEvent(reply))
                                    .answers(id)
                            ? "echoed"
                            : "not echoed";
                }),
                new Question(
                        "2.4",
                        "Answers to three requests that were sent together",
                        "in the order of the requests",
                        LinkQuestions::together));
    }

    private static String broken(ProbeClient client) throws ProbeException {
        try {
            return client.await(reply -> true).outcome() + Answers.end(client);
        } catch (ProbeException e) {
            return ProbeClient.CLOSED.equals(e.getMessage()) ? "closed" : String.valueOf(e.getMessage());
        }
    }

    private static String strange(ProbeClient client) throws ProbeException {
        byte[] bytes = ProtoMessage.newBuilder()
                .setPayloadType(NO_TYPE)
                .setClientMsgId("probe-strange")
                .build()
                .toByteArray();
        client.write(bytes.length, bytes);
        Reply reply = client.await(any -> !Answers.isEvent(any));
        return reply.outcome() + " in " + reply.name()
                + (reply.answers("probe-strange") ? ", with the id" : ", without the id");
    }

    private static String together(ProbeHarness harness) throws ProbeException {
        ProbeClient client = harness.authorised();
        List<String> ids = client.together(
                ProtoOASymbolsListReq.newBuilder()
                        .setCtidTraderAccountId(harness.accountId())
                        .build(),
                ProtoOAAssetListReq.newBuilder()
                        .setCtidTraderAccountId(harness.accountId())
                        .build(),
                harness.traderRequest());
        List<String> answered = new ArrayList<>();
        while (answered.size() < ids.size()) {
            answered.add(client.await(reply -> ids.contains(reply.envelope().getClientMsgId()))
                    .envelope()
                    .getClientMsgId());
        }
        return ids.equals(answered) ? "in the order of the requests" : "in another order";
    }
}
