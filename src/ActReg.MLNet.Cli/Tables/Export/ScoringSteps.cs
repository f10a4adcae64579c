using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet.Cli.Tables;

/// <summary>The steps of a model that its predictions take: without those that make labels to train on.</summary>
/// <param name="Model">The steps.</param>
/// <param name="Inputs">The columns that they read.</param>
/// <param name="Outputs">What they predict.</param>
internal sealed record ScoringSteps(ITransformer Model, IReadOnlyList<DataViewSchema.Column> Inputs, IReadOnlyList<string> Outputs)
{
    /// <param name="model">A pipeline with a network.</param>
    /// <param name="schema">What it takes.</param>
    /// <returns><see langword="null"/> where none of the steps predicts.</returns>
    public static ScoringSteps? Of(ITransformer model, DataViewSchema schema)
    {
        ITransformer[] steps = [.. Flat(model)];
        // Of what maps a column in place, ML.NET writes a node that reads itself: words for true and false stay out.
        steps = [.. steps.Where((step, i) => step is not ValueMappingTransformer || i < Array.FindIndex(steps, IsPrediction))];
        var schemas = new List<DataViewSchema> { schema };
        foreach (var step in steps)
            schemas.Add(step.GetOutputSchema(schemas[^1]));
        var prediction = Array.FindIndex(steps, IsPrediction);
        if (prediction < 0)
            return null;
        string[] outputs = [.. schemas[^1].Where(column => !column.IsHidden && IsMadeFrom(prediction, column.Name, steps, schemas)).Select(column => column.Name)];
        var needed = new HashSet<string>(outputs);
        var kept = new List<ITransformer>();
        for (var i = steps.Length - 1; i >= 0; i--)
        {
            DataViewSchema.Column[] columns = [.. needed.Select(name => schemas[i + 1][name])];
            if (!needed.Any(name => IsMadeBy(i, name, schemas)))
                continue;
            kept.Insert(0, steps[i]);
            needed = [.. steps[i].GetRowToRowMapper(schemas[i]).GetDependencies(columns).Select(column => column.Name)];
        }

        return new(new TransformerChain<ITransformer>([.. kept]), [.. schema.Where(column => !column.IsHidden && needed.Contains(column.Name))], outputs);
    }

    private static bool IsPrediction(ITransformer step) => step.GetNetworks().Count > 0;

    /// <summary>Whether a step makes a column, or one behind it.</summary>
    private static bool IsMadeFrom(int first, string name, ITransformer[] steps, List<DataViewSchema> schemas) =>
        Enumerable.Range(first, steps.Length - first).Any(i => IsMadeBy(i, name, schemas));

    /// <summary>ML.NET keeps a column that a step makes anew, and hides it.</summary>
    private static bool IsMadeBy(int step, string name, List<DataViewSchema> schemas) =>
        schemas[step + 1].Count(column => column.Name == name) > schemas[step].Count(column => column.Name == name);

    private static IEnumerable<ITransformer> Flat(ITransformer model) =>
        model is IEnumerable chain && model is not ISingleFeaturePredictionTransformer<object> ? chain.OfType<ITransformer>().SelectMany(Flat) : [model];
}
