package io.github.camelctrader;

/** Whether a producer reads a request of history page by page, and in what form the rows come out. */
public enum Paging {
    /** One request, one answer, as the server cuts it. */
    NONE,
    /** The whole range, row by row. */
    ALL,
    /** The whole range, as lists of rows. */
    PAGES
}
