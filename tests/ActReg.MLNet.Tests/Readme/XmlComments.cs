using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>The comments of the plugin's public members, as Markdown.</summary>
internal static partial class XmlComments
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(ActivityRegularizer).Assembly.Location, ".xml")).Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static XElement Of(PropertyInfo property) => Members[$"P:{property.DeclaringType!.FullName}.{property.Name}"];

    public static XElement Of(Type type) => Members[$"T:{type.FullName}"];

    /// <summary>A method's, told from its overloads by the parameters' names.</summary>
    public static XElement Of(MethodInfo method)
    {
        var start = $"M:{method.DeclaringType!.FullName}.{method.Name}";
        var names = method.GetParameters().Select(parameter => parameter.Name);
        XElement[] overloads = [.. Members.Where(member => member.Key == start || member.Key.StartsWith(start + "(", StringComparison.Ordinal)).Select(member => Whole(member.Value))];
        return overloads is [var one] ? one
            : overloads.Single(member => member.Elements("param").Select(parameter => parameter.Attribute("name")!.Value).SequenceEqual(names));
    }

    /// <summary>With what it inherits from another member, where it says nothing else.</summary>
    private static XElement Whole(XElement member)
    {
        if (member.Element("inheritdoc")?.Attribute("cref")?.Value is not { } source)
            return member;
        var own = member.Elements().Select(element => (element.Name, element.Attribute("name")?.Value)).ToHashSet();
        return new XElement(member.Name, member.Elements(), Members[source].Elements().Where(element => !own.Contains((element.Name, element.Attribute("name")?.Value))));
    }

    /// <summary>An element's text in one line.</summary>
    public static string Text(XElement? element)
    {
        if (element == null)
            return "";
        var text = new StringBuilder();
        foreach (var node in element.Nodes())
            text.Append(Text(node));
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see => $"`{see.Attribute("langword")?.Value ?? Name(see.Attribute("cref")!.Value)}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "em" } emphasis => $"*{Text(emphasis)}*",
        XElement { Name.LocalName: "para" } paragraph => $" {Text(paragraph)} ",
        XElement other => Text(other),
        _ => "",
    };

    /// <summary>The last part of a reference, and the type's name before it where it is a member.</summary>
    private static string Name(string reference)
    {
        var path = Parameters().Replace(reference[2..], "").Split('.');
        var name = reference[0] == 'T' ? path[^1] : $"{path[^2]}.{path[^1]}";
        return Arity().Replace(name, "");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\(.*\)$")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"`+\d+")]
    private static partial Regex Arity();
}
