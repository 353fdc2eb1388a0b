package dev.loginpath.simulator.folder;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** An API operation with the members of its request and response, as the SDK's model has them. */
record Operation(Service service, String name, List<SdkField<?>> input, List<SdkField<?>> output) {

  private static final Map<Service, Map<String, Method>> METHODS = new ConcurrentHashMap<>();

  /** The operation of a service, whatever the case of its name; empty where there is none. */
  static Optional<Operation> find(Service service, String name) {
    Method method =
        METHODS.computeIfAbsent(service, Operation::methods).get(name.toLowerCase(Locale.ROOT));
    if (method == null) {
      return Optional.empty();
    }
    return Optional.of(
        new Operation(
            service,
            name,
            members(method.getParameterTypes()[0]),
            members(method.getReturnType())));
  }

  /** The operations of a service, in lower case. */
  static Set<String> names(Service service) {
    return METHODS.computeIfAbsent(service, Operation::methods).keySet();
  }

  /** The API's name of an operation, as the SDK's classes spell it. */
  static String spelled(Service service, String lowerCaseName) {
    Method method = METHODS.computeIfAbsent(service, Operation::methods).get(lowerCaseName);
    return method == null
        ? lowerCaseName
        : method.getParameterTypes()[0].getSimpleName().replaceFirst("Request$", "");
  }

  private static Map<String, Method> methods(Service service) {
    Map<String, Method> methods = new TreeMap<>();
    Arrays.stream(service.client().getMethods())
        .filter(it -> it.getParameterCount() == 1)
        .filter(it -> it.getParameterTypes()[0].getSimpleName().endsWith("Request"))
        .filter(it -> SdkResponse.class.isAssignableFrom(it.getReturnType()))
        .forEach(it -> methods.put(it.getName().toLowerCase(Locale.ROOT), it));
    return methods;
  }

  private static List<SdkField<?>> members(Class<?> shape) {
    try {
      return ((SdkPojo) shape.getMethod("builder").invoke(null)).sdkFields();
    } catch (ReflectiveOperationException unlike) {
      throw new IllegalStateException(shape + " is not a shape of the SDK", unlike);
    }
  }

  Optional<SdkField<?>> inputMember(String member) {
    return input.stream().filter(it -> it.memberName().equals(member)).findFirst();
  }

  Optional<SdkField<?>> outputMember(String member) {
    return output.stream().filter(it -> it.memberName().equals(member)).findFirst();
  }
}
