package io.barnabas.log;

/**
 * The room of the file system that a log directory is on.
 *
 * @param totalBytes its size
 * @param usableBytes what may still be written
 */
public record DirectoryRoom(long totalBytes, long usableBytes) {}
