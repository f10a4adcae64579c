using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace ActReg.MLNet;

/// <summary>Reads the column whose values say which rows belong together.</summary>
internal static class SamplingKeyColumn
{
    /// <summary>The same rows with one more column, ML.NET's hash of the value; missing values are one.</summary>
    /// <param name="env">What makes it.</param>
    /// <param name="data">The rows.</param>
    /// <param name="name">The column.</param>
    /// <exception cref="ArgumentException">The column is missing, or is not one that ML.NET hashes to one number.</exception>
    public static (RoleMappedData Data, int HashColumn) Hash(IHostEnvironment env, RoleMappedData data, string name)
    {
        var schema = data.Data.Schema;
        var column = schema.GetColumnOrNull(name)
            ?? throw new ArgumentException(Rule.Broken("samplingKeyColumnName", "must name a column of the training set", $"\"{name}\""));
        if (column.Type is VectorDataViewType || !HashingEstimator.IsColumnTypeValid(column.Type))
            throw new ArgumentException(Rule.Broken($"column \"{name}\"", "must be a text, a number, a key or a Boolean to be sampled by", column.Type));
        var hash = schema.GetTempColumnName(name);
        var hashed = new HashingEstimator(env, hash, name).Fit(data.Data).Transform(data.Data);
        return (new RoleMappedData(hashed, data.Schema.GetColumnRoleNames()), hashed.Schema[hash].Index);
    }
}
