package io.github.camelctrader.client.journal;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import io.github.camelctrader.client.OrderRecord;
import java.util.ArrayList;
import java.util.List;

/** A record on one line, to be read by people and to be searched. */
final class RecordLine {
    private RecordLine() {}

    /** Times, account, id, phase; then the request with its fields as on the wire; then what became of it. */
    static String of(OrderRecord record) {
        List<String> parts = new ArrayList<>();
        parts.add(record.submittedAt() + " " + record.updatedAt());
        parts.add(record.environment() + " " + record.accountId());
        parts.add(plain(record.operationId()));
        parts.add(record.phase().name());
        parts.add(fields(record.request()));
        if (record.outcome() instanceof ProtoOAExecutionEvent execution) {
            parts.add(execution(execution));
        } else if (record.outcome() != null) {
            parts.add(fields(record.outcome()));
        }
        if (record.errorCode() != null) {
            parts.add(plain(record.errorCode()));
        }
        if (record.description() != null) {
            parts.add(plain(record.description()));
        }
        return String.join(" | ", parts);
    }

    private static String execution(ProtoOAExecutionEvent execution) {
        StringBuilder line = new StringBuilder(execution.getExecutionType().name());
        if (execution.hasOrder()) {
            line.append(" orderId: ").append(execution.getOrder().getOrderId());
            line.append(" orderStatus: ").append(execution.getOrder().getOrderStatus());
            line.append(" executedVolume: ").append(execution.getOrder().getExecutedVolume());
            line.append(" executionPrice: ").append(execution.getOrder().getExecutionPrice());
        }
        if (execution.hasPosition()) {
            line.append(" positionId: ").append(execution.getPosition().getPositionId());
            line.append(" positionStatus: ").append(execution.getPosition().getPositionStatus());
        }
        return line.toString();
    }

    private static String fields(Message message) {
        // Line ends within texts are escaped, so that all others stand between fields.
        String fields = TextFormat.printer().escapingNonAscii(false).printToString(message);
        return message.getDescriptorForType().getName() + " "
                + fields.replaceAll("\\s*\\n\\s*", " ").strip();
    }

    /** What came from outside must not look like another line or another column. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").replace(" | ", " / ");
    }
}
