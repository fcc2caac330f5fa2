package io.github.camelctrader;

import java.util.concurrent.atomic.AtomicInteger;

/** What cases have in common. */
final class CommonEipRoutes extends EipRoutes {
    CommonEipRoutes() {
        super(memory(), new AtomicInteger());
    }

    @Override
    public void configure() {
        order(sub("order"));
        sub("hastyOrder").process(EipRoutes::want).to(HASTY).process(this::note);
        sub("flaky").process(this::fail);
    }
}
