/**
 * AWS answered from a folder of API responses in the shape the AWS CLI prints: read, filtered, cut
 * into pages and marshalled into the wire protocols from the SDK's own model metadata. No port is
 * opened here.
 */
@NullMarked
package dev.loginpath.simulator.folder;

import org.jspecify.annotations.NullMarked;
