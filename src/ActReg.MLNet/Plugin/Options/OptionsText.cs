using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;

namespace ActReg.MLNet;

/// <summary>Options as text: those that are not left as they are by default.</summary>
internal static class OptionsText
{
    public static string Of<TOptions>(TOptions options)
        where TOptions : notnull
    {
        var type = options.GetType();
        var defaults = Activator.CreateInstance(type);
        string[] given =
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.CanWrite
               let text = Text(property, options)
               where text != Text(property, defaults)
               select $"{property.Name} = {text}",
        ];
        return given.Length == 0 ? $"{type.Name}, all by default" : $"{type.Name}({string.Join(", ", given)})";
    }

    /// <summary>One of them.</summary>
    public static string Text(PropertyInfo property, object? options) => TextOf(property.GetValue(options));

    private static string TextOf(object? value) => value switch
    {
        null => "none",
        string text => text,
        IDataView => nameof(IDataView),
        Delegate => "given",
        IEnumerable values => Excerpt.Of([.. values.Cast<object?>().Select(TextOf)]),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
