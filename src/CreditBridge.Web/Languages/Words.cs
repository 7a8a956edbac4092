namespace CreditBridge.Web.Languages;

/// <summary>Names the resource of what learners and visitors read: the key is the English sentence, <c>Words.es.resx</c> has the Spanish one.</summary>
public sealed class Words;
