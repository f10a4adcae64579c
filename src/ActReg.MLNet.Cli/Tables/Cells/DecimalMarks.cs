namespace ActReg.MLNet.Cli.Tables;

/// <summary>Which cultures have a decimal comma, by Unicode's CLDR: this program carries no other data of cultures.</summary>
internal static class DecimalMarks
{
    private const string CommaLanguages =
        " af agq ast az bas be bg br bs ca cs cv da de dsb dua dyo el eo es et eu ewo ff fi fo fr fur fy gl hr hsb hu hy ia id is it jgo jv ka "
        + "kab kea kgp kk kkj kl km ksf ksh ku ky lb ln lo lt lu lv mgh mk mua nb nl nmg nn nnh no os pl pt rn ro ru rw sah sc se seh sg shi sk "
        + "sl smn sq sr su sv tg tk tr tt tzm uk uz vi wae wo yav yrl zgh ";

    private const string PointLanguages =
        " ak am as asa bem bez bgc bho bm bn bo brx ccp ce ceb cgg chr cy dav dje doi dz ebu ee en fil ga gd gsw gu guz gv ha haw he hi ig ii "
        + "ja jmc kam kde khq ki kln kn ko kok ksb kw lag lg lkt luo luy mai mas mer mfe mg mgo mi ml mn mni mr ms mt my naq nd ne nus nyn om or "
        + "pa pcm qu raj rm rof rwk sa saq sat sbp ses si sn so sw ta te teo th ti to twq ug ur vai vun xh xog yi yo yue zh zu ";

    private const string OtherCommas = " ar-dz ar-ly ar-ma ar-tn en-at en-be en-de en-dk en-fi en-nl en-se en-si en-za ms-bn ms-id qu-bo sw-cd ";

    private const string OtherPoints =
        " ar-ae ar-eh de-ch de-li es-419 es-br es-bz es-cu es-do es-gt es-hn es-mx es-ni es-pa es-pe es-pr es-sv es-us it-ch ";

    /// <param name="culture">Its name, such as de-DE, or a language alone.</param>
    /// <returns><see langword="null"/> for one that is not known.</returns>
    public static char? Of(string culture)
    {
        var name = culture.ToLowerInvariant().Replace('_', '-');
        if (name == "invariant" || Has(OtherPoints, name))
            return '.';
        if (Has(OtherCommas, name))
            return ',';
        var language = name.Split('-')[0];
        return Has(CommaLanguages, language) ? ',' : Has(PointLanguages, language) ? '.' : null;
    }

    private static bool Has(string names, string name) => name.Length > 0 && !name.Contains(' ') && names.Contains($" {name} ", StringComparison.Ordinal);
}
