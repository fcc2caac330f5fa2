package io.github.camelctrader.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.xtrader.protocol.openapi.v2.ProtoOAReconcileRes;
import com.xtrader.protocol.openapi.v2.model.ProtoOAErrorCode;
import com.xtrader.protocol.proto.commons.model.ProtoErrorCode;
import io.github.camelctrader.client.CTraderException;
import io.github.camelctrader.client.RequestRejectedException;
import io.github.camelctrader.client.Transport;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of error codes on the page of promises, row by row: the server refuses a read once with the code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErrorCodesTest {
    private FaultHarness harness;

    @BeforeAll
    void open() throws Exception {
        harness = new FaultHarness(Transport.TCP);
    }

    @AfterAll
    void close() {
        harness.close();
    }

    @AfterEach
    void recover() {
        harness.clearFaults();
        harness.awaitWorking();
    }

    static Stream<Arguments> rows() {
        return ReliabilityPage.rows("Error codes").stream()
                .map(row -> Arguments.of(row.get(0), row.get(1), row.get(2)));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isMetAsThePageSays(String code, String told, String retryability) throws Exception {
        harness.awaitWorking();
        harness.fault("on ReconcileReq error " + code);

        if (told.equals("answer")) {
            assertThat(harness.read()).isInstanceOf(ProtoOAReconcileRes.class);
        } else {
            Throwable thrown = catchThrowable(harness::read);
            assertThat(thrown).isInstanceOf(CTraderException.class);
            assertThat(thrown.getClass().getSimpleName()).isEqualTo(told);
            assertThat(((CTraderException) thrown).getRetryability()).hasToString(retryability);
            assertThat(thrown).hasMessageContaining(code);
            if (thrown instanceof RequestRejectedException refusal) {
                assertThat(refusal.getErrorCode()).isEqualTo(code);
            }
        }
    }

    @Test
    void everyCodeOfTheSchemaIsOnThePage() {
        List<String> schema = Stream.concat(
                        Stream.of(ProtoOAErrorCode.values()).map(Enum::name),
                        Stream.of(ProtoErrorCode.values()).map(Enum::name))
                .distinct()
                .toList();
        assertThat(ReliabilityPage.firstColumn("Error codes")).containsExactlyInAnyOrderElementsOf(schema);
    }
}
