package io.barnabas.environment;

/**
 * A range of a file to be sent without passing through memory. Whoever holds one owns one reference
 * to the file and closes it.
 *
 * @param position offset of the first byte in the file
 * @param sizeBytes length of the range; all of it is inside the file
 */
public record FileSlice(VolumeFile file, long position, int sizeBytes) {}
