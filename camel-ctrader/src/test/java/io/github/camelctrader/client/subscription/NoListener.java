package io.github.camelctrader.client.subscription;

/** For tests of what is sent. */
final class NoListener implements TopicListener {
    @Override
    public void begun(long accountId, Topic topic) {
        // Nothing is kept.
    }

    @Override
    public void anew(long accountId, Topic topic) {
        // Nothing is kept.
    }

    @Override
    public void ended(long accountId, Topic topic) {
        // Nothing is kept.
    }
}
