using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>Pages that are made of the code's own comments.</summary>
internal static class ReferencePages
{
    private const string HowMade = "Made of the comments in the code: `ACTREG_UPDATE_DOCS=1 dotnet test -c Release --filter ReferencePages` writes it anew.\n";

    private static readonly (Type Type, string Of)[] Values =
    [
        (typeof(ActivityRegularizer), "A layer's `activityRegularizer`"), (typeof(KernelRegularizer), "A layer's `kernelRegularizer`, and the option `KernelRegularizer`"),
        (typeof(Activation), "A layer's `activation`"), (typeof(KernelInitializer), "What kernels begin as"), (typeof(BiasInitializer), "What biases begin as"),
        (typeof(Optimizer), "The option `Optimizer`"), (typeof(LearningRateSchedule), "The option `LearningRateSchedule`"), (typeof(GradientClipping), "The option `GradientClipping`"),
        (typeof(ActivityPenaltySchedule), "The option `ActivityPenaltySchedule`"), (typeof(RegressionLoss), "The option `RegressionLoss`"), (typeof(ClassWeights), "The option `ClassWeights`"),
        (typeof(TrainingMetric), "What `EarlyStopping` and schedules watch"), (typeof(SeriesWindow), "The option `SeriesWindow`"), (typeof(CodeSparsity), "An autoencoder's `Sparsity`"),
    ];

    public static string Options()
    {
        var page = new StringBuilder($"# Options\n\n{HowMade}\nDefaults are those of `new` options; where a default depends on the trainer or the rows, the text says how. Options are checked all at once, before any row is read.\n");
        List(page, "All trainings", typeof(TrainingOptions), new ActivityRegularizedMlpOptions());
        List(page, "All trainers", typeof(ActivityRegularizedOptionsBase), new ActivityRegularizedMlpOptions());
        List(page, "`ActivityRegularizedNetwork`", typeof(ActivityRegularizedNetworkOptions), new ActivityRegularizedNetworkOptions());
        List(page, "`ActivityRegularizedTabularMlp`", typeof(ActivityRegularizedTabularMlpOptions), new ActivityRegularizedTabularMlpOptions());
        List(page, "`SparseAutoencoder`", typeof(SparseAutoencoderOptions), new SparseAutoencoderOptions());
        List(page, "Studies", typeof(StudyOptions), new StudyOptions());
        page.Append("\n# Values of options\n");
        foreach (var (type, of) in Values)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## `{type.Name}`\n\n{of}. {XmlComments.Text(XmlComments.Of(type).Element("summary"))}\n\n");
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                page.Append(CultureInfo.InvariantCulture, $"- `{type.Name}.{property.Name}`: {XmlComments.Text(XmlComments.Of(property).Element("summary"))}\n");
            foreach (var method in Factories(type))
                page.Append(CultureInfo.InvariantCulture, $"- `{CSharpNames.Of(method)}`: {Comment(XmlComments.Of(method))}{Parameters(method, "  ")}\n");
        }

        return page.ToString();
    }

    public static string Layers()
    {
        var page = new StringBuilder($"# Layers\n\n{HowMade}\n[keras.md](keras.md) has Keras's and PyTorch's beside them. The trainer adds the output layer.\n");
        foreach (var method in Factories(typeof(Layer)).OrderBy(method => method.Name, StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"\n## {method.Name}\n\n`{CSharpNames.Of(method)}`\n\n{Comment(XmlComments.Of(method))}\n{Parameters(method, "")}\n");
        page.Append("\n# Of every layer\n\n");
        foreach (var method in typeof(Layer).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == typeof(Layer) && !method.IsSpecialName && method.Name[0] != '<'))
            page.Append(CultureInfo.InvariantCulture, $"- `{CSharpNames.Of(method).Replace("Layer.", "layer.", StringComparison.Ordinal)}`: {Comment(XmlComments.Of(method))}\n");
        return page.ToString();
    }

    private static IEnumerable<MethodInfo> Factories(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.ReturnType.IsAssignableTo(type));

    private static void List(StringBuilder page, string title, Type type, object defaults)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(property => property.SetMethod?.IsPublic == true))
            page.Append(CultureInfo.InvariantCulture, $"\n### {property.Name}\n\n`{CSharpNames.Of(property)}`, by default {Default(property.GetValue(defaults))}.\n\n{Comment(XmlComments.Of(property))}\n");
    }

    private static string Default(object? value) => value switch
    {
        null or CancellationToken => "none",
        bool flag => flag ? "`true`" : "`false`",
        string text => $"`{text}`",
        IEnumerable values => $"`[{string.Join(", ", values.Cast<object>().Select(item => Convert.ToString(item, CultureInfo.InvariantCulture)))}]`",
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    private static string Comment(System.Xml.Linq.XElement member) =>
        string.Join(" ", new[] { XmlComments.Text(member.Element("summary")), XmlComments.Text(member.Element("remarks")) }.Where(text => text.Length > 0));

    private static string Parameters(MethodInfo method, string indent)
    {
        var comments = XmlComments.Of(method).Elements("param").ToDictionary(element => element.Attribute("name")!.Value, XmlComments.Text);
        return string.Concat(method.GetParameters().Select(parameter => $"\n{indent}- `{parameter.Name}`: {comments[parameter.Name!]}"));
    }
}
