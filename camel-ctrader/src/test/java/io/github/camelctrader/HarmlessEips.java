package io.github.camelctrader;

import java.util.Map;
import java.util.TreeMap;

/** Nodes of Camel's model that are in no case of {@link EipsTest}, each with the reason. */
final class HarmlessEips {
    private static final String SAME_MESSAGE =
            "works on the message at hand, in the same exchange and on the same thread";
    private static final String ENDS = "ends the way of the exchange";
    private static final String HOLDS_OTHERS = "holds other nodes, or parts of them";

    static final Map<String, String> NAMES = names();

    private HarmlessEips() {}

    private static Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        names.put("A2ASubTaskDefinition", "new in Camel 4.22; needs a component beyond Camel's core");
        names.put("AdviceWithDefinition", HOLDS_OTHERS);
        names.put("ConvertBodyDefinition", SAME_MESSAGE);
        names.put("ConvertHeaderDefinition", SAME_MESSAGE);
        names.put("ConvertVariableDefinition", SAME_MESSAGE);
        names.put("InterceptDefinition", "adds nodes to a route, which work as any other");
        names.put("LogDefinition", SAME_MESSAGE);
        names.put("MarshalDefinition", SAME_MESSAGE);
        names.put("OutputDefinition", HOLDS_OTHERS);
        names.put("PausableDefinition", "holds up the consumer, not the exchange");
        names.put("RemoveHeaderDefinition", SAME_MESSAGE);
        names.put("RemoveHeadersDefinition", SAME_MESSAGE);
        names.put("RemovePropertyDefinition", SAME_MESSAGE);
        names.put("RemoveVariableDefinition", SAME_MESSAGE);
        names.put("ResumableDefinition", "notes an offset of the consumer");
        names.put("RollbackDefinition", ENDS);
        names.put("RouteDefinition", HOLDS_OTHERS);
        names.put("SagaActionUriDefinition", HOLDS_OTHERS);
        names.put("ScriptDefinition", SAME_MESSAGE);
        names.put("SetBodyDefinition", SAME_MESSAGE);
        names.put("SetExchangePatternDefinition", SAME_MESSAGE);
        names.put("SetHeaderDefinition", SAME_MESSAGE);
        names.put("SetHeadersDefinition", SAME_MESSAGE);
        names.put("SetPropertyDefinition", SAME_MESSAGE);
        names.put("SetVariableDefinition", SAME_MESSAGE);
        names.put("SetVariablesDefinition", SAME_MESSAGE);
        names.put("StopDefinition", ENDS);
        names.put("ThrowExceptionDefinition", ENDS);
        names.put("TokenizerDefinition", HOLDS_OTHERS);
        names.put("TransformDataTypeDefinition", SAME_MESSAGE);
        names.put("TransformDefinition", SAME_MESSAGE);
        names.put("UnmarshalDefinition", SAME_MESSAGE);
        return names;
    }

    /** As routes in YAML and XML call it. */
    static String nameOf(String type) {
        String name = type.replaceFirst("Definition$", "");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
