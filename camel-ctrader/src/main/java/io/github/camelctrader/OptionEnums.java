package io.github.camelctrader;

/**
 * What tools offer for options that take one name of the schema, and refuse everything else: so both forms of each name. Options that
 * take lists have none, since tools would refuse a list.
 */
final class OptionEnums {
    static final String MESSAGE_TYPES =
            "AccountAuthReq,AccountLogoutReq,AmendOrderReq,AmendPositionSLTPReq,ApplicationAuthReq,"
                    + "AssetClassListReq,AssetListReq,CancelOrderReq,CashFlowHistoryListReq,ClosePositionReq,"
                    + "DealListByPositionIdReq,DealListReq,DealOffsetListReq,ExpectedMarginReq,"
                    + "GetAccountListByAccessTokenReq,GetCtidProfileByTokenReq,GetDynamicLeverageByIDReq,"
                    + "GetPositionUnrealizedPnLReq,GetTickDataReq,GetTrendbarsReq,MarginCallListReq,"
                    + "MarginCallUpdateReq,NewOrderReq,OrderDetailsReq,OrderListByPositionIdReq,OrderListReq,"
                    + "ReconcileReq,RefreshTokenReq,SubscribeDepthQuotesReq,SubscribeLiveTrendbarReq,"
                    + "SubscribeSpotsReq,SymbolByIdReq,SymbolCategoryListReq,SymbolsForConversionReq,"
                    + "SymbolsListReq,TraderReq,UnsubscribeDepthQuotesReq,UnsubscribeLiveTrendbarReq,"
                    + "UnsubscribeSpotsReq,VersionReq,v1PnLChangeSubscribeReq,v1PnLChangeUnSubscribeReq,"
                    + "ProtoOAAccountAuthReq,ProtoOAAccountLogoutReq,ProtoOAAmendOrderReq,"
                    + "ProtoOAAmendPositionSLTPReq,ProtoOAApplicationAuthReq,ProtoOAAssetClassListReq,"
                    + "ProtoOAAssetListReq,ProtoOACancelOrderReq,ProtoOACashFlowHistoryListReq,"
                    + "ProtoOAClosePositionReq,ProtoOADealListByPositionIdReq,ProtoOADealListReq,"
                    + "ProtoOADealOffsetListReq,ProtoOAExpectedMarginReq,ProtoOAGetAccountListByAccessTokenReq,"
                    + "ProtoOAGetCtidProfileByTokenReq,ProtoOAGetDynamicLeverageByIDReq,"
                    + "ProtoOAGetPositionUnrealizedPnLReq,ProtoOAGetTickDataReq,ProtoOAGetTrendbarsReq,"
                    + "ProtoOAMarginCallListReq,ProtoOAMarginCallUpdateReq,ProtoOANewOrderReq,"
                    + "ProtoOAOrderDetailsReq,ProtoOAOrderListByPositionIdReq,ProtoOAOrderListReq,"
                    + "ProtoOAReconcileReq,ProtoOARefreshTokenReq,ProtoOASubscribeDepthQuotesReq,"
                    + "ProtoOASubscribeLiveTrendbarReq,ProtoOASubscribeSpotsReq,ProtoOASymbolByIdReq,"
                    + "ProtoOASymbolCategoryListReq,ProtoOASymbolsForConversionReq,ProtoOASymbolsListReq,"
                    + "ProtoOATraderReq,ProtoOAUnsubscribeDepthQuotesReq,ProtoOAUnsubscribeLiveTrendbarReq,"
                    + "ProtoOAUnsubscribeSpotsReq,ProtoOAVersionReq,ProtoOAv1PnLChangeSubscribeReq,"
                    + "ProtoOAv1PnLChangeUnSubscribeReq";

    private OptionEnums() {}
}
