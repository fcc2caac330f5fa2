package io.github.camelctrader.simulator.session;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.ProtoMessage;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.simulator.JournalEntry;
import io.github.camelctrader.simulator.session.Faults.Happening;
import io.github.camelctrader.simulator.trading.TradeRefusedException;
import io.github.camelctrader.simulator.wire.PayloadTypes;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the messages of all connections of one environment and answers each in the order of a real server's checks: limits,
 * application, known type, readable, account, scope.
 */
public final class RequestDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);

    private final Venue venue;
    private final ServerRules rules;
    private final Faults faults;
    private final RequestFaults requestFaults;
    private final JournalWriter journal;
    private final RequestTable table = new RequestTable();
    private final TradeRequests trades;

    /**
     * @param venue the environment served
     * @param directory applications and accounts of all environments
     * @param rules limits and switches
     * @param faults misbehaviour asked for
     * @param journal where requests are written down
     * @param scheduler for fills that take their time
     */
    public RequestDispatcher(
            Venue venue,
            Directory directory,
            ServerRules rules,
            Faults faults,
            JournalWriter journal,
            Scheduler scheduler) {
        this.venue = venue;
        this.rules = rules;
        this.faults = faults;
        this.requestFaults = new RequestFaults(scheduler);
        this.journal = journal;
        TokenRequests tokens = new TokenRequests(directory.grants(), rules);
        tokens.register(table);
        new SessionRequests(venue, directory, tokens, rules).register(table);
        directory.grants().onEnd(venue::tokenEnded);
        new ReferenceRequests(venue).register(table);
        new SpotRequests(venue, rules).register(table);
        new BarRequests(venue).register(table);
        new DepthRequests(venue).register(table);
        new ProfitRequests(venue).register(table);
        new HistoryRequests(venue, rules).register(table);
        new AccountRequests(venue).register(table);
        new MarginCallRequests(venue).register(table);
        trades = new TradeRequests(venue, rules, scheduler);
        trades.register(table);
    }

    /** What the broker does in this environment. */
    public BrokerActions broker() {
        return new BrokerActions(venue, trades);
    }

    /**
     * Takes a message.
     *
     * @param session the connection it came over
     * @param envelope the message
     */
    public void receive(Session session, ProtoMessage envelope) {
        int payloadType = envelope.getPayloadType();
        String clientMsgId = envelope.hasClientMsgId() ? envelope.getClientMsgId() : null;
        Optional<Message> message = parse(envelope);
        long nanos = journal.write(
                venue.environment(),
                session.link().number(),
                JournalEntry.Direction.RECEIVED,
                payloadType,
                clientMsgId,
                message.orElse(null));
        if (payloadType == PayloadTypes.HEARTBEAT) {
            return;
        }
        long accountId = message.map(PayloadTypes::accountId).orElse(0L);
        OptionalLong wait = session.limits().refuse(payloadType, nanos);
        Requester caller = new Requester(session, clientMsgId, accountId, Delivery.PLAIN);
        if (wait.isPresent()) {
            refuseAboveLimit(caller, wait.getAsLong());
        } else if (meetLinkFault(caller, payloadType)) {
            Optional<Happening> fault = faults.onRequest(venue.environment(), payloadType);
            if (fault.isPresent()) {
                note(caller, fault.get(), payloadType);
                requestFaults.meet(fault.get(), caller, payloadType, nanos, by -> dispatch(by, payloadType, message));
            } else {
                dispatch(caller, payloadType, message);
            }
        }
    }

    /** Whether the connection is still there after the fault that may have waited for this request. */
    private boolean meetLinkFault(Requester caller, int payloadType) {
        Optional<Happening> fault = faults.onLinkOf(venue.environment(), payloadType);
        if (fault.isPresent()) {
            note(caller, fault.get(), payloadType);
            caller.session().link().meet(fault.get().fault());
        }
        return caller.session().link().isAlive();
    }

    private void note(Requester caller, Happening fault, int payloadType) {
        journal.fault(
                venue.environment(),
                caller.session().link().number(),
                fault.fault(),
                payloadType,
                caller.clientMsgId());
    }

    private void refuseAboveLimit(Requester caller, long seconds) {
        switch (rules.limits().answer()) {
            case BLOCKED_PAYLOAD_TYPE -> caller.refuseBlocked(seconds);
            case REQUEST_FREQUENCY_EXCEEDED -> caller.refuseTooFrequent();
        }
    }

    private void dispatch(Requester caller, int payloadType, Optional<Message> message) {
        Optional<RequestTable.Entry<?>> entry = table.find(payloadType);
        Access access = entry.map(RequestTable.Entry::access).orElse(Access.APPLICATION);
        boolean early = access != Access.CONNECTION && !caller.session().applicationAuthenticated();
        if (early && access != Access.TOKEN) {
            caller.refuse(ProtoOAErrorCode.CH_CLIENT_NOT_AUTHENTICATED, "Application is not authenticated");
        } else if (early || entry.isEmpty()) {
            LOG.debug(
                    "Connection {} sent {}, which is not served",
                    caller.session().link().number(),
                    PayloadTypes.name(payloadType));
            caller.refuse(
                    ProtoErrorCode.UNSUPPORTED_MESSAGE,
                    "Message with payload type " + payloadType + " is not supported");
        } else if (message.isEmpty()) {
            caller.refuse(
                    ProtoErrorCode.INVALID_REQUEST, "Message with payload type " + payloadType + " cannot be read");
        } else {
            execute(caller, entry.get(), message.get());
        }
    }

    private void execute(Requester caller, RequestTable.Entry<?> entry, Message message) {
        boolean needsAccount = entry.access() == Access.ACCOUNT || entry.access() == Access.TRADING;
        Optional<AccountSession> account = caller.session().account(caller.accountId());
        if (needsAccount && account.isEmpty()) {
            caller.refuseUnauthorised();
            return;
        }
        try {
            if (entry.access() == Access.TRADING
                    && !account.map(AccountSession::mayTrade).orElse(false)) {
                throw TradeRequests.viewOnly();
            }
            entry.handle(caller, message);
            if (!caller.refused()) {
                journal.write(
                        venue.environment(),
                        caller.session().link().number(),
                        JournalEntry.Direction.EXECUTED,
                        PayloadTypes.of(message),
                        caller.clientMsgId(),
                        message);
            }
        } catch (TradeRefusedException e) {
            trades.refuse(caller, e);
        }
    }

    private static Optional<Message> parse(ProtoMessage envelope) {
        Optional<Message> prototype = PayloadTypes.prototype(envelope.getPayloadType());
        if (prototype.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(prototype.get().getParserForType().parseFrom(envelope.getPayload()));
        } catch (InvalidProtocolBufferException e) {
            LOG.debug("Unreadable payload of {}", PayloadTypes.name(envelope.getPayloadType()));
            return Optional.empty();
        }
    }
}
