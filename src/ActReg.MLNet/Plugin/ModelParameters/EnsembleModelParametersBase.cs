using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Trainers;

namespace ActReg.MLNet;

/// <summary>Networks that score together.</summary>
/// <remarks>Scoring is in managed code, as that of one network. It never changes, so any number of threads may use it.</remarks>
/// <typeparam name="TOutput">What it scores a row with.</typeparam>
/// <typeparam name="TMember">A network's model parameters.</typeparam>
public abstract partial class EnsembleModelParametersBase<TOutput, TMember> : ModelParametersBase<TOutput>, IValueMapper, IHasTrainedNetworks, IScoresRows
    where TMember : NetworkModelParametersBase<TOutput>
{
    private const string RegistrationName = "ActivityRegularizedEnsemble";
    private const int RowsAtATime = 1024;
    private const int ValuesAtATime = 1 << 20;

    private protected EnsembleModelParametersBase(IHostEnvironment env, IReadOnlyList<TMember> members)
        : base(env, RegistrationName)
    {
        Members = members;
        Unscored = new UnscoredRows(Host, DefaultColumnNames.Score);
    }

    private protected EnsembleModelParametersBase(IHostEnvironment env, ModelLoadContext ctx)
        : base(env, RegistrationName, ctx)
    {
        var count = ctx.Reader.ReadInt32();
        Host.CheckDecode(count is > 0 and <= EnsembleSize.Most, "The stored ensemble has no network, or more than there can be.");
        var members = new TMember[count];
        for (var i = 0; i < count; i++)
            ctx.LoadModel<TMember, SignatureLoadModel>(Host, out members[i], MemberName(i));
        Host.CheckDecode(
            members.All(member => (member.InputSize, member.Network.Plan.OutputSize, member.Kind) == (members[0].InputSize, members[0].Network.Plan.OutputSize, members[0].Kind)),
            "The stored ensemble's networks are not of one kind.");
        Members = members;
        Unscored = new UnscoredRows(Host, DefaultColumnNames.Score);
    }

    /// <summary>The networks, each with its own history and weights.</summary>
    public IReadOnlyList<TMember> Members { get; }

    /// <summary>The number of features that the networks take.</summary>
    public int InputSize => Members[0].InputSize;

    IReadOnlyList<INetworkModel> IHasTrainedNetworks.Networks => Members;

    TrainedNetwork IScoresRows.Network => Members[0].Network;

    DataViewType IScoresRows.LabelType => Members[0].LabelType;

    ScoreLoss IScoresRows.RowLoss => Members[0].RowLoss;

    /// <summary>What the score means.</summary>
    protected sealed override PredictionKind PredictionKind => Members[0].Kind;

    DataViewType IValueMapper.InputType => ((IValueMapper)Members[0]).InputType;

    DataViewType IValueMapper.OutputType => ((IValueMapper)Members[0]).OutputType;

    ValueMapper<TSource, TResult> IValueMapper.GetMapper<TSource, TResult>() => (ValueMapper<TSource, TResult>)(Delegate)CreateMapper();

    /// <summary>How many networks there are, and the first one's layers.</summary>
    public override string ToString() => $"{Quantity.Of(Members.Count, "network")}, the first of which is:{Environment.NewLine}{Members[0]}";

    /// <summary>Scores many rows, faster than one by one; what it writes is what <c>Transform</c> puts into the column Score, bit for bit.</summary>
    /// <inheritdoc cref="NetworkModelParametersBase{TOutput}.Score(ReadOnlySpan{float}, Span{float}, int)"/>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, int maxDegreeOfParallelism = 1)
    {
        // Members check what they are given; each part is as long as a whole number of rows, but for a wrong rest.
        var (inputs, outputs) = (InputSize, Members[0].Network.Plan.OutputSize);
        var rows = features.Length / inputs;
        if (features.Length % inputs != 0 || scores.Length != (long)rows * outputs || features.Overlaps(scores))
        {
            Members[0].Score(features, scores, maxDegreeOfParallelism);
            return;
        }

        var members = new float[Members.Count][];
        for (var first = 0; first < rows; first += RowsAtATime)
        {
            var count = Math.Min(RowsAtATime, rows - first);
            for (var i = 0; i < members.Length; i++)
            {
                members[i] ??= new float[count * outputs];
                Members[i].Score(features.Slice(first * inputs, count * inputs), members[i].AsSpan(0, count * outputs), maxDegreeOfParallelism);
            }

            for (var value = 0; value < count * outputs; value++)
                scores[first * outputs + value] = Combine(members, value);
        }
    }

    void IScoresRows.Score(ReadOnlySpan<float> features, Span<float> scores) => Score(features, scores);

    /// <summary>Scores the rows of a data set, some at a time; they are overwritten when the next are asked for.</summary>
    private protected IEnumerable<ReadOnlyMemory<float>> ScoreBlocks(IDataView data, string featureColumnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ScoreBlocks(FeatureColumn.ReadAll(data, featureColumnName, Members[0].Network));
    }

    private IEnumerable<ReadOnlyMemory<float>> ScoreBlocks(IEnumerable<VBuffer<float>> rows)
    {
        var (inputs, outputs) = (InputSize, Members[0].Network.Plan.OutputSize);
        var features = new float[Math.Clamp(ValuesAtATime / inputs, 1, RowsAtATime) * inputs];
        var scores = new float[features.Length / inputs * outputs];
        var count = 0;
        foreach (var row in rows)
        {
            row.CopyTo(features.AsSpan(count * inputs, inputs));
            if (++count * inputs < features.Length)
                continue;
            yield return Scored();
            count = 0;
        }

        if (count > 0)
            yield return Scored();

        ReadOnlyMemory<float> Scored()
        {
            Score(features.AsSpan(0, count * inputs), scores.AsSpan(0, count * outputs));
            return scores.AsMemory(0, count * outputs);
        }
    }

    /// <summary>What the ensemble scores where its members score this.</summary>
    /// <param name="scores">Of each member.</param>
    /// <param name="place">Which of them.</param>
    private protected abstract float Combine(float[][] scores, int place);

    /// <summary>The rows that mappers could not score.</summary>
    private protected UnscoredRows Unscored { get; }

    /// <summary>A function from features to the score; for one thread at a time.</summary>
    private protected abstract ValueMapper<VBuffer<float>, TOutput> CreateMapper();

    /// <summary>The loader's name and the format's version, as ML.NET writes them into the file.</summary>
    private protected abstract VersionInfo Version { get; }

    /// <summary>Called by ML.NET when it saves a model.</summary>
    protected sealed override void SaveCore(ModelSaveContext ctx)
    {
        base.SaveCore(ctx);
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(Members.Count);
        for (var i = 0; i < Members.Count; i++)
            ctx.SaveModel(Members[i], MemberName(i));
    }

    private static string MemberName(int index) => $"Member_{index:00000}";
}
