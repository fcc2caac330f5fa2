package io.github.camelctrader;

import com.xtrader.protocol.openapi.v2.ProtoOAExecutionEvent;
import com.xtrader.protocol.openapi.v2.ProtoOASpotEvent;
import io.github.camelctrader.benchmarks.Samples;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.TypeConverter;
import org.apache.camel.impl.DefaultCamelContext;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The body of an event as JSON text and as a map. */
@State(Scope.Thread)
public class ConvertersBenchmark {
    private final CamelContext context = new DefaultCamelContext();
    private final TypeConverter converter = context.getTypeConverter();
    private final ProtoOASpotEvent spot = Samples.spot(0, 0);
    private final ProtoOAExecutionEvent execution = Samples.execution();

    @Setup
    public void start() {
        context.start();
    }

    @Benchmark
    public String spotToJson() {
        return converter.convertTo(String.class, spot);
    }

    @Benchmark
    public Map<?, ?> spotToMap() {
        return converter.convertTo(Map.class, spot);
    }

    @Benchmark
    public String executionToJson() {
        return converter.convertTo(String.class, execution);
    }
}
