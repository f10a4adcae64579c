namespace ActReg.MLNet.Plotting;

/// <summary>Tells .NET Interactive, which looks for an attribute of this simple name, how to show a type in a notebook.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    public Type FormatterSourceType { get; } = formatterSourceType;

    public string[] PreferredMimeTypes { get; set; } = [];
}
