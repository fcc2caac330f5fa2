package io.github.camelctrader;

import org.apache.camel.model.AggregateDefinition;
import org.apache.camel.model.ClaimCheckDefinition;
import org.apache.camel.model.ClaimCheckOperation;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RecipientListDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SagaDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;

/** Orders whose outcome is unknown to the first attempt, where that is made within an EIP that goes on elsewhere or later. */
final class DoubtfulEips extends EipRoutes {
    DoubtfulEips(EipRoutes shared) {
        super(shared);
    }

    private RouteDefinition retried(String name, int wanted, Class<?>... eips) {
        return redelivering(EipCase.of(name, wanted, eips).startingInDoubt());
    }

    /** The sub-route of a case that redelivers the whole of it. */
    private RouteDefinition enclosed(String name, int wanted, Class<?>... eips) {
        retried(name, wanted, eips).to("direct:" + name + "Sub");
        return sub(name + "Sub");
    }

    @Override
    public void configure() {
        within();
        around();
    }

    /** The whole is redelivered. */
    private void within() {
        enclosed("doubtInSaga", 1, SagaDefinition.class).saga().to(HASTY_ORDER);
        enclosed("doubtOnThreads", 1, ThreadsDefinition.class).threads(1).to(HASTY_ORDER);
        enclosed("doubtInParallelSplit", 3, SplitDefinition.class)
                .split(constant("1,2,3"), ",")
                .parallelProcessing()
                .stopOnException()
                .to(HASTY_ORDER);
        enclosed("doubtInParallelRecipients", 3, RecipientListDefinition.class)
                .recipientList(constant(String.join(",", HASTY_ORDER, HASTY_ORDER, HASTY_ORDER)))
                .parallelProcessing()
                .stopOnException();
    }

    /** The node is redelivered, in an exchange that an EIP made. */
    private void around() {
        retriedOrder(retried("doubtAfterAggregate", 1, AggregateDefinition.class)
                .aggregate(constant("all"), new UseLatestAggregationStrategy())
                .completionSize(1));
        retriedOrder(retried("doubtAfterClaim", 2, ClaimCheckDefinition.class)
                .claimCheck(ClaimCheckOperation.Push)
                .to(HASTY_ORDER)
                .claimCheck(ClaimCheckOperation.Pop));
    }

    private void retriedOrder(ProcessorDefinition<?> before) {
        before.process(EipRoutes::want).to(HASTY).process(this::note);
    }
}
