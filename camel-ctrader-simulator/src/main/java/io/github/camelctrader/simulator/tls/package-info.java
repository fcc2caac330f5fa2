/** The certificate a simulator shows and the trust a client needs for it. */
@org.jspecify.annotations.NullMarked
package io.github.camelctrader.simulator.tls;
