using System.Globalization;
using System.Reflection;

namespace ActReg.MLNet.Tests.Readme;

/// <summary>Types and methods as they are written in C#.</summary>
internal static class CSharpNames
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(int)] = "int",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(long)] = "long",
    };

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", method.GetParameters().Select(Of))})";

    private static string Of(ParameterInfo parameter)
    {
        var type = Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));
        return parameter.HasDefaultValue ? $"{type} {parameter.Name} = {Default(parameter)}" : $"{type} {parameter.Name}";
    }

    private static string Of(Type type, NullabilityInfo nullability)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return $"{Plain(value)}?";
        var name = type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Zip(nullability.GenericTypeArguments, Of))}>"
            : Plain(type);
        return !type.IsValueType && nullability.ReadState == NullabilityState.Nullable ? $"{name}?" : name;
    }

    private static string Plain(Type type) => Keywords.GetValueOrDefault(type) ?? (type.IsArray ? $"{Plain(type.GetElementType()!)}[]" : type.Name);

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null => parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) == null ? "default" : "null",
        bool value => value ? "true" : "false",
        Enum value => $"{value.GetType().Name}.{value}",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
