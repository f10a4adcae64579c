using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ActReg.MLNet;

/// <summary>Options as JSON: those that are not left as they are by default, by their names in camel case, in the form that model files have of layers and settings.</summary>
internal static class OptionsJson
{
    private static readonly JsonSerializerOptions Form = NetworkJson.With(OptionsJsonTypes.Default);

    // Indentation is of writing alone.
    private static readonly JsonSerializerOptions Written = new(Form) { WriteIndented = true };

    /// <exception cref="NotSupportedException">Options are given that are no plain values.</exception>
    public static string Write(TrainingOptions options)
    {
        var defaults = (TrainingOptions)Activator.CreateInstance(options.GetType())!;
        var given = Properties(options.GetType()).Where(property => OptionsText.Text(property, options) != OptionsText.Text(property, defaults)).ToArray();
        string[] unwritten = [.. given.Where(property => !HasForm(property)).Select(property => property.Name)];
        if (unwritten.Length > 0)
        {
            throw new NotSupportedException(
                $"{string.Join(", ", unwritten)} {(unwritten.Length == 1 ? "is no plain value, and has" : "are no plain values, and have")} no form in JSON: write the options without, and set them after reading.");
        }

        var json = new JsonObject();
        foreach (var property in given)
            json[Name(property)] = JsonSerializer.SerializeToNode(property.GetValue(options), Form.GetTypeInfo(property.PropertyType));
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

    private static void Set(TrainingOptions options, PropertyInfo property, string name, JsonNode? value)
    {
        if (!HasForm(property))
            throw new FormatException($"{name} is no plain value, and has no form in JSON: set it after reading.");
        try
        {
            var read = value.Deserialize(Form.GetTypeInfo(property.PropertyType));
            if (read == null && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull)
                throw new FormatException($"{name} must not be null.");
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
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
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
