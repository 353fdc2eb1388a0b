package dev.loginpath.identity;

import java.util.Set;

/** Who gives a condition key its value, where neither the principal nor the resource does. */
enum KeyRole {
  /** The caller picks it, so that one value that lets the call through is enough. */
  CHOSEN,
  /** It tells from where, when and how the call is made: a condition of the answer. */
  ENVIRONMENT,
  /** A request for this action does not have it. */
  NOT_CARRIED;

  private static final Set<String> CHOSEN_GLOBALS = Set.of("aws:useragent", "aws:referer");

  /** What makes a direct call of a person, and not of a service on its behalf. */
  private static final Set<String> OF_SERVICES =
      Set.of(
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:sourcearn",
          "aws:sourceaccount",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:principalservicename",
          "aws:principalservicenameslist");

  private static final Set<String> CHOSEN_KEYS =
      Set.of(
          "ec2:osuser",
          "ec2-instance-connect:remoteport",
          "ec2-instance-connect:privateipaddress",
          "ec2-instance-connect:maxtunnelduration",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "sts:transitivetagkeys",
          "ssm:documentversion",
          "iam:passedtoservice",
          "iam:associatedresourcearn",
          "iam:policyarn",
          "aws:tagkeys");

  /** What the credentials of an instance tell, whatever the service that is called. */
  static final Set<String> OF_INSTANCES =
      Set.of(
          "ec2:sourceinstancearn",
          "ec2:roledelivery",
          "aws:ec2instancesourcevpc",
          "aws:ec2instancesourceprivateipv4");

  /** An identity provider tells it, and only sessions have it. */
  static boolean isOfFederation(String key) {
    int colon = key.indexOf(':');
    return key.startsWith("saml:")
        || key.startsWith("identitystore:")
        || (colon > 0 && key.lastIndexOf('.', colon) > 0);
  }

  /** The role of a key, in lower case, in requests for an action. */
  static KeyRole of(String key, LoginAction action) {
    if (CHOSEN_GLOBALS.contains(key)) {
      return CHOSEN;
    }
    if (OF_INSTANCES.contains(key) || isOfFederation(key)) {
      return ENVIRONMENT;
    }
    boolean ofRequest = key.equals("aws:tagkeys") || key.startsWith("aws:requesttag/");
    boolean ofResource = key.startsWith("aws:resourcetag/");
    if (key.startsWith("aws:") && !ofRequest && !ofResource) {
      return OF_SERVICES.contains(key) ? NOT_CARRIED : ENVIRONMENT;
    }
    // Tags of a resource are read with it: one that it does not have is missing.
    if (!action.carries(key) || ofResource || key.contains(":resourcetag/")) {
      return NOT_CARRIED;
    }
    return CHOSEN_KEYS.contains(key) || ofRequest ? CHOSEN : ENVIRONMENT;
  }
}
