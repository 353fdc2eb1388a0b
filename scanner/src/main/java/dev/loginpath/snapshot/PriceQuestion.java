package dev.loginpath.snapshot;

import java.util.Optional;
import java.util.SortedMap;

/**
 * What the Price List is asked for one unit price.
 *
 * @param region the region whose price is wanted, not the one that is asked
 * @param item the unit price as the price table names it
 * @param attributes what the product's attributes must be
 * @param usageType what the usage type must be after the region's prefix, where it tells the
 *     product apart
 */
public record PriceQuestion(
    String region,
    String item,
    String serviceCode,
    SortedMap<String, String> attributes,
    Optional<String> usageType) {}
