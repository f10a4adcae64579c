using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

public abstract partial class NetworkTrainerBase<TTransformer, TModel>
{
    /// <summary>Makes a model of weights that were trained elsewhere, without training.</summary>
    /// <remarks>
    /// Layers are the options' and the task's output layer; which weights are whose, their shapes tell, and where several are alike numbers in their names, <c>fc1</c> before <c>fc2</c>. The model scores
    /// at once: binary classification by the logit, multiclass by the softmax of the outputs, regression by what the network puts out, in whatever units it was trained. To go on training it,
    /// <see cref="Fit(IDataView, TModel)"/> takes its <c>Model</c>.
    /// </remarks>
    /// <param name="data">Data with the columns that are trained on, of which only names and types matter: rows may be none.</param>
    /// <param name="weights">The weights, such as those of <see cref="SafeTensors.Read(string)"/>. All of them must be the network's.</param>
    /// <param name="format">How they are named and laid out.</param>
    /// <param name="names">
    /// By a layer's name here, such as <c>dense_1</c>, its name there, for layers that neither shapes nor numbers tell apart; null for none.
    /// </param>
    /// <exception cref="ArgumentException">A column is missing or not as it must be; or weights are missing, left over, of other shapes, or not to be told apart: all of that at once.</exception>
    public ImportedModel<TTransformer> ImportWeights(
        IDataView data, IReadOnlyList<WeightTensor> weights, WeightFormat format = WeightFormat.Keras, IReadOnlyDictionary<string, string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(weights);
        GetOutputSchema(SchemaShape.Create(data.Schema));
        if (MemberCount > 1)
            throw new ArgumentException(Rule.Broken("members", "must be 1 for weights that are imported", MemberCount));
        var roles = new RoleMappedData(data, LabelColumn.Name, FeatureColumn.Name);
        var columns = ColumnMarks.Of(roles.Schema);
        var loss = _task.CreateLoss(Options, roles.Schema);
        roles.CheckFeatureFloatVector(out var featureCount);
        var plan = _options.Plan(featureCount, columns.Features.Dimensions, CategoryRanges.Of(roles.Schema.Feature!.Value), loss);
        var (imported, assignments) = WeightExchange.Import(plan, weights, format, names);
        var settings = Options.StepDefaults.Apply(_options.Settings, rows: 1) with { Engine = TorchOnly.In(plan) == null ? TrainingEngine.Fused : TrainingEngine.Torch };
        var network = new TrainedNetwork(plan, imported, [], settings, Columns: columns.ToStore());
        return new(MakeTransformer(CreateModel([network], shift: null), data.Schema), assignments);
    }
}
