using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>Options as JSON: those that are not left as they are by default, by their names in camel case, in the form that model files have of layers and settings.</summary>
internal static class OptionsJson
{
    // People and their tools sort properties as they like.
    private static readonly JsonSerializerOptions Form = new(NetworkJson.With(OptionsJsonTypes.Default)) { AllowOutOfOrderMetadataProperties = true };

    // Indentation is of writing alone.
    private static readonly JsonSerializerOptions Written = new(Form) { WriteIndented = true };

    /// <exception cref="NotSupportedException">Options are given that are no plain values.</exception>
    public static string Write(TrainingOptions options)
    {
        var defaults = (TrainingOptions)Activator.CreateInstance(options.GetType())!;
        var given = Properties(options.GetType()).Where(property => IsGiven(property, options, defaults)).ToArray();
        string[] unwritten = [.. given.Where(property => !HasForm(property)).Select(property => property.Name)];
        if (unwritten.Length > 0)
        {
            throw new NotSupportedException(
                $"{string.Join(", ", unwritten)} {(unwritten.Length == 1 ? "is no plain value, and has" : "are no plain values, and have")} no form in JSON: write the options without, and set them after reading.");
        }

        var json = new JsonObject();
        foreach (var property in given)
            json[Name(property)] = ToNode(property, options);
        return json.ToJsonString(Written);
    }

    /// <exception cref="FormatException">It is no such JSON; the message names the option.</exception>
    public static TOptions Read<TOptions>(string json)
        where TOptions : TrainingOptions, new()
    {
        if (Parse(json) is not JsonObject values)
            throw new FormatException("Options must be a JSON object, such as { \"epochs\": 100 }.");
        var options = new TOptions();
        var properties = Properties(typeof(TOptions)).ToDictionary(Name);
        string[] unknown = [.. values.Select(value => value.Key).Where(name => !properties.ContainsKey(name))];
        if (unknown.Length > 0)
            throw new FormatException($"{typeof(TOptions).Name} has no option {Excerpt.Of(string.Join(", ", unknown.Select(name => $"\"{name}\"")))}; it has {string.Join(", ", properties.Where(property => HasForm(property.Value)).Select(property => property.Key))}.");
        foreach (var (name, value) in values)
            Set(options, properties[name], name, value);
        return options;
    }

    // What has no form is compared as it is: of some of it the text says nothing.
    private static bool IsGiven(PropertyInfo property, TrainingOptions options, TrainingOptions defaults) => HasForm(property)
        ? OptionsText.Text(property, options) != OptionsText.Text(property, defaults) : !Equals(property.GetValue(options), property.GetValue(defaults));

    private static JsonNode? ToNode(PropertyInfo property, TrainingOptions options)
    {
        try
        {
            return JsonSerializer.SerializeToNode(property.GetValue(options), Form.GetTypeInfo(property.PropertyType));
        }
        catch (ArgumentException)
        {
            throw new NotSupportedException($"{property.Name} has no form in JSON, which has finite numbers alone; it is {OptionsText.Text(property, options)}.");
        }
    }

    private static void Set(TrainingOptions options, PropertyInfo property, string name, JsonNode? value)
    {
        if (!HasForm(property))
            throw new FormatException($"{name} is no plain value, and has no form in JSON: set it after reading.");
        try
        {
            var read = value.Deserialize(Form.GetTypeInfo(property.PropertyType));
            if (read == null && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull)
                throw new FormatException($"{name} must not be null.");
            if (read is float number && !float.IsFinite(number))
                throw new FormatException($"{name} must be finite; received {Excerpt.Of($"{value}")}.");
            property.SetValue(options, read);
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or ArgumentException or InvalidOperationException)
        {
            throw new FormatException($"{name} cannot be read: {Excerpt.Of(e.Message)}");
        }
        catch (TargetInvocationException e)
        {
            throw new FormatException($"{name} cannot be read: {Excerpt.Of(e.InnerException!.Message)}");
        }
    }

    private static JsonNode? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        }
        catch (JsonException e)
        {
            throw new FormatException($"Options must be JSON: {Excerpt.Of(e.Message)}");
        }
    }

    private static bool HasForm(PropertyInfo property) => Form.TryGetTypeInfo(property.PropertyType, out _);

    private static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);
}
