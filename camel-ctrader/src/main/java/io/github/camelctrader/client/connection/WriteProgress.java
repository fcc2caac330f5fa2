package io.github.camelctrader.client.connection;

/**
 * Where the bytes that wait for the socket stand. Two that are equal mean that not one byte was taken in between.
 *
 * @param head which piece is next
 * @param taken bytes of it that the socket took
 */
record WriteProgress(int head, long taken) {}
