using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace ActReg.MLNet;

public sealed partial class MultiOutputPredictionTransformer
{
    private sealed class Mapper : MapperBase, IRowMapper, ISaveAsOnnx
    {
        private readonly MultiOutputPredictionTransformer _parent;
        private readonly DataViewSchema _schema;
        private readonly DataViewSchema.Column _input;

        public Mapper(MultiOutputPredictionTransformer parent, DataViewSchema schema)
            : base(parent.Host.Register(nameof(Mapper)), schema, parent)
        {
            _parent = parent;
            _schema = schema;
            _input = Find(schema);
        }

        protected override void SaveModel(ModelSaveContext ctx) => _parent.SaveModel(ctx);

        protected override Func<int, bool> GetDependenciesCore(Func<int, bool> activeOutput) =>
            column => column == _input.Index && Enumerable.Range(0, _parent.Outputs.Count).Any(activeOutput);

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
        {
            var names = _parent.Model.OutputNames;
            var set = _schema.GetMaxAnnotationKind(out _, AnnotationUtils.Kinds.ScoreColumnSetId) + 1;
            return [.. _parent.Outputs.Select(output => output.Column(_parent.Model.Count, names, _parent.ScoreKind, set))];
        }

        bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

        void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx)
        {
            var graph = new ContextGraph(ctx, nameof(MultiOutputPredictionTransformer));
            var scores = _parent.Model.AddScores(graph, graph.Rows(graph.Column(_input.Name), _parent.Model.InputSize));
            foreach (var output in _parent.Outputs)
                graph.AddColumn(output.Onnx(graph, scores), output.Type(_parent.Model.Count), output.Name);
        }

        protected override Delegate MakeGetter(DataViewRow input, int iinfo, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            return _parent.Outputs[iinfo].Getter(_parent.Model.Count, Scores(input));
        }

        /// <summary>All getters of a row share its scores.</summary>
        Delegate[] IRowMapper.CreateGetters(DataViewRow input, Func<int, bool> activeOutput, out Action? disposer)
        {
            disposer = null;
            var scores = Enumerable.Range(0, _parent.Outputs.Count).Any(activeOutput) ? Scores(input) : null;
            return [.. _parent.Outputs.Select((output, i) => activeOutput(i) ? output.Getter(_parent.Model.Count, scores!) : null!)];
        }

        // By name and type, as ML.NET's own transformers of predictions.
        private DataViewSchema.Column Find(DataViewSchema schema)
        {
            if (schema.GetColumnOrNull(_parent.FeatureColumnName) is not { } column)
                throw _parent.Host.ExceptSchemaMismatch(nameof(schema), "feature", _parent.FeatureColumnName);
            return column.Type is VectorDataViewType { ItemType: NumberDataViewType item, Size: var size } && item == NumberDataViewType.Single && size == _parent.Model.InputSize
                ? column : throw _parent.Host.ExceptSchemaMismatch(nameof(schema), "feature", column.Name, _parent.FeatureColumnType.ToString(), column.Type.ToString());
        }

        private Func<float[]> Scores(DataViewRow input)
        {
            var getter = input.GetGetter<VBuffer<float>>(_input);
            var scorer = _parent.Model.Scorer.CreateRowScorer();
            var scores = new float[_parent.Model.Count];
            var features = default(VBuffer<float>);
            long position = -1;
            return () =>
            {
                if (position == input.Position)
                    return scores;
                getter(ref features);
                FeatureColumn.CheckLength(features, _parent.Model.InputSize, _input.Name);
                scorer.Vector(features, scores);
                if (float.IsNaN(scores[0]))
                    _parent.Unscored.Add();
                position = input.Position;
                return scores;
            };
        }
    }
}
